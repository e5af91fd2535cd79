package archive

import "huce/forms"

// Setting is the text of a setting, "" where it was never set. The archive itself
// reads community, street and those of documents (documents.go).
func (a *Archive) Setting(name string) (string, error) {
	var text string
	err := a.view(func(c *txn) error {
		v, err := c.get(bucketSettings, []byte(name))
		text = string(v)
		return err
	})
	return text, err
}

// SetSetting sets a setting.
func (a *Archive) SetSetting(name, text string) error {
	return a.update(func(c *txn) error {
		if err := c.put(bucketSettings, []byte(name), []byte(text)); err != nil {
			return err
		}
		return a.enter(c, "setting", name, "")
	})
}

// Templates are the forms learnt from imported files or changed by a clerk, by id.
func (a *Archive) Templates() ([]forms.Template, error) {
	var all []forms.Template
	err := a.view(func(c *txn) (err error) {
		all, err = listJSON[forms.Template](c, bucketTemplates)
		return err
	})
	return all, err
}

// PutTemplate keeps a form, in place of one with the same id.
func (a *Archive) PutTemplate(t forms.Template) error {
	return a.update(func(c *txn) error {
		if err := putJSON(c, bucketTemplates, []byte(t.ID), t); err != nil {
			return err
		}
		return a.enter(c, "template", t.ID, "")
	})
}
