package archive

import "huce/archive/register"

const rulesVersion = "0"

func (a *Archive) compute(subs []register.Submission, decisions []register.Decision) (*register.Register, error) {
	return &register.Register{Submissions: subs}, nil
}
