// Package office is what the window and the terminal both do with an archive:
// inspect and import files, answer questions, fill forms, print papers, count what
// was saved. It knows the way of the data from room to room and the user's words
// for what went wrong; it holds no rule of the domain and nothing of a screen.
package office

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"huce/archive"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// Office is one open archive and who works with it.
type Office struct {
	Lang assets.Lang
	Now  func() time.Time

	archive  *archive.Archive // every way to it asks for its right first (roles.go)
	sight    sight
	tell     func(error)
	readOnly bool
	standing atomic.Pointer[standing]
}

// Options say who works and when; Community and Street name a new archive.
type Options struct {
	Community, Street string
	User              string         // "" is the first, 管理员
	Password          archive.Secret // of User; New with one makes a sealed archive. Wiped once used
	Cost              archive.KeyCost
	Lang              assets.Lang
	Now               func() time.Time
	ReadOnly          bool        // nothing is written
	Tell              func(error) // told what kept a backup from being made at close; nil is nobody
}

// archive are the options as the archive takes them.
func (o Options) archive() archive.Options {
	return archive.Options{
		Community: o.Community, Street: o.Street, User: o.User, Password: o.Password, Cost: o.Cost,
		Now: o.Now, ReadOnly: o.ReadOnly,
	}
}

// New makes an archive at a path where nothing stands yet.
func New(path string, o Options) (*Office, error) {
	defer o.Password.Wipe()
	return begin(archive.Create, path, o)
}

// Open opens an archive. One in use by another program is refused within two
// seconds. Of a broken one the fault says which backup can take its place
// (RepairOf).
func Open(path string, o Options) (*Office, error) {
	defer o.Password.Wipe()
	opened, err := begin(archive.Open, path, o)
	if err != nil {
		return nil, withBackup(path, o.archive(), err)
	}
	return opened, nil
}

func begin(start func(string, archive.Options) (*archive.Archive, error), path string, o Options) (*Office, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Lang == "" {
		o.Lang = assets.Chinese
	}
	a, err := start(path, o.archive())
	if err != nil {
		return nil, err
	}
	opened := &Office{archive: a, Lang: o.Lang, Now: o.Now, tell: o.Tell, readOnly: o.ReadOnly}
	opened.stands()
	opened.see(vocab.Whole, "")
	if a.Sealed() {
		opened.see(vocab.InList, "")
	}
	return opened, nil
}

// Prepare works out, beside other work, what the first import or decision builds on,
// for those who may enter any: else that one takes as long as the whole register.
func (o *Office) Prepare() error {
	if o.need(Enter) != nil {
		return nil
	}
	return o.archive.Prepare()
}

// Close makes the backup of closing time, where a folder is set for it and
// something was done, and closes the archive. A backup that can't be made is told
// to Options.Tell and is no error of closing.
func (o *Office) Close() error { return o.CloseWith(context.Background(), nil) }

// CloseWith is Close with progress; cancelled, it closes without a backup.
func (o *Office) CloseWith(ctx context.Context, tell archive.Progress) error {
	if !o.readOnly {
		o.closingBackup(ctx, tell)
	}
	return o.archive.Close()
}

// CloseToRestore closes without the backup of closing time, before a backup takes
// the archive's place: one more of today would push out the one of this morning,
// and the archive as it stands is kept beside it anyhow.
func (o *Office) CloseToRestore() error { return o.archive.Close() }

// Today is the day it is.
func (o *Office) Today() forms.Date {
	t := o.Now()
	return forms.NewDate(t.Year(), int(t.Month()), t.Day())
}

func (o *Office) submission(id string) (archive.SubmissionInfo, error) {
	all, err := o.archive.Submissions()
	if err != nil {
		return archive.SubmissionInfo{}, err
	}
	for _, s := range all {
		if s.ID == id {
			return s, o.private(s.Form, s.Title)
		}
	}
	return archive.SubmissionInfo{}, forms.NewFault("unknown_submission", id)
}

// unusable are the faults of an archive that can't be worked with as it is.
var unusable = []string{
	"archive_in_use", "archive_in_use_by_unknown", "archive_damaged", "archive_truncated", "archive_newer",
	"archive_empty", "archive_not", "archive_is_folder", "archive_read_only", "archive_no_lock",
	"archive_password_missing", "archive_password_wrong", "archive_repairable", "archive_backups_absent", "backup_unsound", "archive_older", "archive_disk_gone",
}

// Unusable reports whether an error says that the archive itself can't be worked
// with: in use, damaged, from a newer program, no archive at all.
func Unusable(err error) bool {
	var f *forms.Fault
	return errors.As(err, &f) && slices.Contains(unusable, f.Code)
}

func isFault(err error, code string) bool {
	var f *forms.Fault
	return errors.As(err, &f) && f.Code == code
}

// Message is an error in the user's words: what happened, that nothing was lost,
// what to do. An error without words of its own is named as it is.
func Message(lang assets.Lang, err error) string {
	var f *forms.Fault
	if errors.As(err, &f) {
		return assets.Text(lang, "fault."+f.Code, f.Args...)
	}
	return err.Error()
}

// stem is a path's file name without its extension.
func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// folder is the name of the folder a file stands in: clerks keep a department's files in
// a folder of its name. "" where the name is no Chinese one, or says nothing (下载).
func folder(path string) string {
	name := filepath.Base(filepath.Dir(path))
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || anyFolder.MatchString(name) {
		return ""
	}
	return name
}

// anyFolder is the name of a folder that isn't a department's.
var anyFolder = regexp.MustCompile(`^(新建文件夹|下载|桌面|文档|我的文档|微信|表格|报表|文件|资料|材料|数据|附件|模板|台账|导入|上报|待报|收到|汇总|备份)|(社区|居委会|文件夹)$|^\d{4}年?$`)
