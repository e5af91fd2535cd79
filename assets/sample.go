package assets

import (
	_ "embed"
	"slices"
)

// The sample community's files are packed: names in Chinese brackets can't be
// embedded as they are. forms/sample makes the zip (go generate ./forms/sample).
//
//go:embed sample.zip
var sampleZip []byte

// Sample is a zip of the built-in sample community's files, one folder a
// department, as a street office would send them. Everybody in it is made up. The
// truth about it is not inside: forms/sample gives it with the same options.
func Sample() []byte { return slices.Clone(sampleZip) }
