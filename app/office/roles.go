package office

import (
	"slices"

	"huce/archive"
	"huce/forms"
)

// Right is something that a role may do.
type Right string

// The rights.
const (
	Read    Right = "read"    // see the register, masked
	Unmask  Right = "unmask"  // see it whole
	Enter   Right = "enter"   // import, withdraw, decide, keep records
	Issue   Right = "issue"   // print papers, fill forms
	BackUp  Right = "backup"  // copy the archive as it is
	SetUp   Right = "set up"  // change settings
	Audit   Right = "audit"   // read the log
	Manage  Right = "manage"  // users, passwords, sealing
	Private Right = "private" // the sensitive forms and fields
)

// rights are what each role may do.
var rights = map[archive.Role][]Right{
	archive.RoleAdmin: {Read, Unmask, Enter, Issue, BackUp, SetUp, Audit, Manage, Private},
	archive.RoleEntry: {Read, Unmask, Enter, Issue, BackUp},
	archive.RoleView:  {Read},
}

// roleNames are the words of the program's roles, the same in every language: they
// are what the community calls them.
var roleNames = map[archive.Role]string{
	archive.RoleAdmin: "管理员",
	archive.RoleEntry: "录入",
	archive.RoleView:  "查看",
}

// RoleName is the word for a role.
func RoleName(r archive.Role) string { return roleNames[r] }

// RoleOf is the role of a word or a code. Fault: role_unknown.
func RoleOf(word string) (archive.Role, error) {
	for _, r := range archive.Roles {
		if word == string(r) || word == roleNames[r] {
			return r, nil
		}
	}
	return "", forms.NewFault("role_unknown", word)
}

func mayDo(who archive.User, r Right) bool {
	return slices.Contains(rights[who.Role], r) || r == Private && who.Sensitive
}

// MayNot is the fault that keeps the user from something, nil where they may.
func (o *Office) MayNot(r Right) error { return o.need(r) }

// need is the fault role_may_not where a right is missing.
func (o *Office) need(r Right) error { return needOf(o.archive.Who(), r) }

func needOf(who archive.User, r Right) error {
	if mayDo(who, r) {
		return nil
	}
	return forms.NewFault("role_may_not", RoleName(who.Role))
}
