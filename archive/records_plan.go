package archive

import "huce/archive/plan"

// What the plan, the gate and the evaluation keep beside tasks and funds.

// TaskWords are the clerks' words on pairs of tasks in the order they were said.
func (a *Archive) TaskWords() ([]plan.TaskWord, error) { return taskWords.list(a) }

// PutTaskWord keeps a word on two tasks.
func (a *Archive) PutTaskWord(w plan.TaskWord) (plan.TaskWord, error) { return taskWords.keep(a, w) }

// Drafts are the versions of plans and summaries in the order they were kept.
func (a *Archive) Drafts() ([]plan.Draft, error) { return drafts.list(a) }

// PutDraft keeps a version.
func (a *Archive) PutDraft(d plan.Draft) (plan.Draft, error) { return drafts.keep(a, d) }

// Figures are the numbers that departments hold to be right.
func (a *Archive) Figures() ([]plan.Figure, error) { return figures.list(a) }

// PutFigure keeps a department's number.
func (a *Archive) PutFigure(f plan.Figure) (plan.Figure, error) { return figures.keep(a, f) }

// Matters are the entries of the approved list, with those dropped from it.
func (a *Archive) Matters() ([]plan.Matter, error) { return matters.list(a) }

// PutMatter keeps an entry of the approved list.
func (a *Archive) PutMatter(m plan.Matter) (plan.Matter, error) { return matters.keep(a, m) }

// Requests are the requests, replies and hours of matters that are not on the list.
func (a *Archive) Requests() ([]plan.Request, error) { return requests.list(a) }

// PutRequest keeps a request.
func (a *Archive) PutRequest(r plan.Request) (plan.Request, error) { return requests.keep(a, r) }

// Measures are the indicators of the evaluation, with those dropped from it.
func (a *Archive) Measures() ([]plan.Measure, error) { return measures.list(a) }

// PutMeasure keeps an indicator of the evaluation.
func (a *Archive) PutMeasure(m plan.Measure) (plan.Measure, error) { return measures.keep(a, m) }
