package app

import "os"

// removeEmpty removes a file that holds nothing; one that holds anything stays.
func removeEmpty(path string) error {
	info, err := os.Stat(path)
	if os.IsNotExist(err) || (err == nil && info.Size() > 0) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.Remove(path)
}
