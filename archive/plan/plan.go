// Package plan makes one plan, one summary and one visit out of what every
// department asks for itself: tasks, funds, meetings and visits on one side, the
// register on the other.
//
// Every number it prints is counted from rows that can be shown; where no form
// answered, the text says so and nothing is invented. A task that several
// departments ask in other words is proposed as one, never merged: the clerk's
// word stays with the archive.
//
// All of it is a pure function of its input: no clock, no files, no chance. It
// reads no form (forms does) and keeps nothing (archive does).
package plan
