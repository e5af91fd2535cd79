package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

func uri(path string) fyne.URI { return storage.NewFileURI(path) }
