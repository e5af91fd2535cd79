package office

import (
	"os"
	"path/filepath"
	"testing"

	"huce/archive"
	"huce/assets"
)

// BenchmarkFillAll fills every form of an archive (HUCE_ARCHIVE names one; a copy of it
// is used) one after another. 4,500 homes' forms are to take 5 s.
func BenchmarkFillAll(b *testing.B) {
	path := os.Getenv("HUCE_ARCHIVE")
	if path == "" {
		b.Skip("HUCE_ARCHIVE names no archive")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	own := filepath.Join(b.TempDir(), "big.huce")
	if err := os.WriteFile(own, data, 0o600); err != nil {
		b.Fatal(err)
	}
	o, err := Open(own, Options{Lang: assets.Chinese})
	if err != nil {
		b.Fatal(err)
	}
	defer o.Close()
	if _, err := o.Register(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		cells := 0
		if err := o.FillAll(b.Context(), func(_ archive.SubmissionInfo, f *Filled) error {
			cells += f.Result.Cells
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(cells), "cells")
	}
}
