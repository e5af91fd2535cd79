package office

// settingView begins the names of settings that hold how a table is looked at: which
// columns, which conditions. They lie in the archive: a condition may name somebody.
const settingView = "view."

// View is what was kept of how a table is looked at, "" where nothing was.
func (o *Office) View(name string) (string, error) {
	if err := o.need(Read); err != nil {
		return "", err
	}
	return o.archive.Setting(settingView + name)
}

// SetView keeps how a table is looked at.
func (o *Office) SetView(name, text string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	return o.archive.SetSetting(settingView+name, text)
}
