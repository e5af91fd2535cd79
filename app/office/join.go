package office

import "huce/archive"

// Join takes in what clerks did in a copy of the archive, which stands at path and is
// opened with o: its user and password. It stays as it is.
func (o *Office) Join(path string, with Options) (archive.Joined, error) {
	defer with.Password.Wipe()
	if err := o.need(Enter); err != nil {
		return archive.Joined{}, err
	}
	return o.archive.JoinFile(path, with.archive())
}
