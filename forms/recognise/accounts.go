package recognise

import (
	"slices"
	"strings"
)

// accountNames are labels of whom a bank account is in the name of.
var accountNames = map[string]bool{"户名": true, "账户名": true, "账户名称": true, "开户名": true, "开户名称": true, "开户人": true, "账户姓名": true, "持卡人": true, "开户姓名": true}

// accountNumbers are labels that mean an account's number beside its bank.
var accountNumbers = map[string]bool{"卡号": true, "账号": true, "帐号": true, "账户": true, "帐户": true, "账户号": true, "折号": true}

// ofAccounts takes 户名 beside a bank account for the account's, which is no field of
// the register's, 卡号 beside its bank for its number, and 缴存银行 beside its number for
// the bank.
func ofAccounts(qs []*question, _ match) {
	for i, q := range qs {
		near := bankBeside(qs, i, 2, "person.bank_")
		switch b := bare(q.label); {
		case accountNumbers[b] && near:
			q.scores["person.bank_account"] = max(q.scores["person.bank_account"], 2)
		case accountNames[b] && near:
			clear(q.scores)
		case strings.HasSuffix(b, "银行") && q.best() < 0.5 && !leads(qs, "person.bank_name") && bankBeside(qs, i, 1, "person.bank_account"):
			q.scores["person.bank_name"] = max(q.scores["person.bank_name"], 2)
		}
	}
}

// bankBeside reports whether one of the questions on either side, as far as that, most
// likely means a field that begins so.
func bankBeside(qs []*question, i, far int, field string) bool {
	for at := max(i-far, 0); at <= min(i+far, len(qs)-1); at++ {
		if f, _ := qs[at].lead(); at != i && strings.HasPrefix(f, field) {
			return true
		}
	}
	return false
}

// leads reports whether a question most likely means a field.
func leads(qs []*question, field string) bool {
	return slices.ContainsFunc(qs, func(q *question) bool {
		f, _ := q.lead()
		return f == field && q.scores[f] > 0
	})
}
