package archive

import "huce/archive/register"

// INTERIM until register.Build exists.
const rulesVersion = "0"

func build(subs []register.Submission, decisions []register.Decision) (*register.Register, error) {
	return &register.Register{Submissions: subs}, nil
}
