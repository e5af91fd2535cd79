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
// the register's, and 卡号 beside its bank for its number.
func ofAccounts(qs []*question, _ match) {
	bank := func(i int) bool {
		if i < 0 || i >= len(qs) {
			return false
		}
		f, _ := qs[i].lead()
		return strings.HasPrefix(f, "person.bank_")
	}
	account := func(i int) bool {
		if i < 0 || i >= len(qs) {
			return false
		}
		f, _ := qs[i].lead()
		return f == "person.bank_account"
	}
	for i, q := range qs {
		if accountNumbers[bare(q.label)] && (bank(i-1) || bank(i-2) || bank(i+1) || bank(i+2)) {
			q.scores["person.bank_account"] = max(q.scores["person.bank_account"], 2)
		}
		if f := "person.bank_name"; strings.HasSuffix(bare(q.label), "银行") && q.best() < 0.5 && !leads(qs, f) && (account(i-1) || account(i+1)) {
			q.scores[f] = max(q.scores[f], 2)
		}
		if accountNames[bare(q.label)] && (bank(i-1) || bank(i-2) || bank(i+1) || bank(i+2)) {
			clear(q.scores)
		}
	}
}

// leads reports whether a question most likely means a field.
func leads(qs []*question, field string) bool {
	return slices.ContainsFunc(qs, func(q *question) bool {
		f, _ := q.lead()
		return f == field && q.scores[f] > 0
	})
}
