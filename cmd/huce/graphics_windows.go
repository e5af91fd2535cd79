//go:build gles && !ci

package main

import (
	"errors"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// graphics makes the window be drawn by ANGLE, and tries that with a small window
// that nobody sees: without anything to draw with Fyne shows nothing and never ends.
// It runs before Fyne starts, on the same thread, and what it asks of GLFW stays so.
func graphics() (err error) {
	defer func() {
		if r := recover(); r != nil { // GLFW's word for what it didn't expect
			err = errors.Join(err, errors.New("glfw"))
		}
	}()
	if err := glfw.Init(); err != nil {
		return err
	}
	glfw.WindowHint(glfw.ContextCreationAPI, glfw.EGLContextAPI)
	glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLESAPI)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 0)
	glfw.WindowHint(glfw.Visible, glfw.False)
	probe, err := glfw.CreateWindow(64, 64, "", nil, nil)
	if err != nil {
		return err
	}
	probe.Destroy()
	return nil
}
