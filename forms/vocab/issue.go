package vocab

import "huce/forms"

// fail is one issue that a clerk must see to. Row and Col are the caller's.
func fail(code string, args ...string) []forms.Issue {
	return []forms.Issue{{Row: -1, Col: -1, Severity: forms.Error, Code: code, Args: args}}
}

// warn is one issue worth a glance.
func warn(code string, args ...string) []forms.Issue {
	return []forms.Issue{{Row: -1, Col: -1, Severity: forms.Warning, Code: code, Args: args}}
}

// suggesting is the issue with a value that would mend it.
func suggesting(issues []forms.Issue, value string) []forms.Issue {
	for i := range issues {
		issues[i].Suggest = value
	}
	return issues
}
