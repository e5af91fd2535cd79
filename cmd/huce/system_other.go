//go:build !windows

package main

import (
	"fmt"
	"os"
)

// letToFront has nothing to do: a window may come to the front by itself.
func letToFront(int) {}

func alert(text string, why error) { fmt.Fprintf(os.Stderr, "%s (%v)\n", text, why) }
