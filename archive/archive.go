package archive

import (
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"huce/archive/register"
	"huce/forms"
)

// Options say who opens an archive and how.
type Options struct {
	Community string           // Create: 社区, the setting "community"
	Street    string           // Create: 街道, the setting "street"
	User      string           // who acts, for the log; "" is DefaultUser, in a sealed archive its first user
	Password  Secret           // Create: makes a sealed archive, User its first 管理员; Open: that user's
	Cost      KeyCost          // of trying the passwords set from now on; zero is the usual half second
	Now       func() time.Time // nil is time.Now
	LockWait  time.Duration    // how long to wait for another program; 0 is 1.5 s, the most 2 s
	ReadOnly  bool             // nothing is written, not even a lock note; several may read at once
	Admit     func(User) error // of a sealed archive: asked before it is opened as a user; nil admits all

	scratch bool // a copy that nobody else knows of: no lock note, no copy before a migration
}

// DefaultUser is who acts where nobody is named.
const DefaultUser = "管理员"

const (
	lockWait    = 1500 * time.Millisecond
	longestWait = 2 * time.Second
	leastWait   = 100 * time.Millisecond // of the second of two locks; bbolt takes 0 for ever

	pageSize  = 4096    // the same on every machine, so that archives may travel
	allocSize = 1 << 20 // bytes: how far the file grows at a time
)

// Archive is an open archive. Its methods may be called side by side; what they
// give is the caller's own, except where they say so.
type Archive struct {
	turn     sync.RWMutex // held to read while db is in use, to write while another takes its place
	db       *bbolt.DB
	keys     keyring
	who      User // in a sealed archive
	cost     KeyCost
	admits   func(User) error
	path     string
	user     string
	now      func() time.Time
	readOnly bool
	torn     bool // one of the file's two headers was damaged when it was opened

	standing standing                                                                     // the register in memory
	making   sync.Mutex                                                                   // held while build works
	build    func([]register.Submission, []register.Decision) (*register.Register, error) // tests put others here
	closing  sync.Once
}

// Create makes a new archive, sealed where a password is given. Faults:
// archive_exists, archive_read_only, archive_full, user_password_weak, user_name. A crash leaves no half an archive behind.
func Create(path string, o Options) (*Archive, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, forms.NewFault("archive_exists")
	}
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, asFault(err)
	}
	if err := plant(fresh, o); err != nil {
		return nil, errors.Join(err, os.Remove(fresh))
	}
	if err := os.Rename(fresh, path); err != nil {
		return nil, asFault(err)
	}
	o.ReadOnly = false
	return Open(path, o)
}

// plant writes an archive that holds its settings and the first entry of its log.
func plant(path string, o Options) error {
	o.ReadOnly = false
	a := newArchive(path, o)
	return guard(func() error {
		db, err := bbolt.Open(path, 0o600, a.bolt(lockWait, false, os.O_CREATE))
		if err != nil {
			return err
		}
		a.db = db
		a.user = actor(o.User)
		if err = migrate(db, migrations, false); err == nil {
			err = a.found(o.Password)
		}
		if err == nil {
			err = a.update(func(c *txn) error {
				for name, text := range map[string]string{"community": o.Community, "street": o.Street} {
					if err := c.put(bucketSettings, []byte(name), []byte(text)); err != nil {
						return err
					}
				}
				return a.enter(c, "create", "", "")
			})
		}
		return errors.Join(err, db.Close())
	})
}

// Open opens an archive. Faults: archive_missing, archive_is_folder,
// archive_empty, archive_not, archive_truncated, archive_damaged, archive_newer,
// archive_older (to read alone), archive_in_use (within two seconds),
// archive_read_only, archive_no_lock, and of a sealed one archive_password_missing,
// archive_password_wrong; with each of them the file is left as it was.
func Open(path string, o Options) (*Archive, error) {
	a := newArchive(path, o)
	if err := guard(func() error { return a.open(o) }); err != nil {
		return nil, err
	}
	return a, nil
}

func newArchive(path string, o Options) *Archive {
	a := &Archive{
		path: path, user: o.User, now: o.Now, readOnly: o.ReadOnly, build: register.NewMaker(register.Options{}).Make,
		cost: o.Cost, keys: keyring{env: plainly}, admits: o.Admit,
	}
	if a.cost == (KeyCost{}) {
		a.cost = usualCost
	}
	if a.now == nil {
		a.now = time.Now
	}
	return a
}

// actor is who acts in an archive without users.
func actor(name string) string {
	if name == "" {
		return DefaultUser
	}
	return name
}

// open looks at the file under a lock for reading, which changes nothing, and only
// then opens it to write.
func (a *Archive) open(o Options) error {
	if err := look(a.path); err != nil {
		return err
	}
	wait := o.LockWait
	if wait <= 0 {
		wait = lockWait
	}
	until := time.Now().Add(min(wait, longestWait)) // a machine's wait, not a time of record
	if err := a.lock(until, true); err != nil {
		return err
	}
	err := a.inspect()
	if err == nil && a.readOnly {
		err = a.unlock(o)
	}
	if err != nil {
		return errors.Join(err, a.db.Close())
	}
	if a.readOnly {
		return nil
	}
	if err := a.db.Close(); err != nil {
		return err
	}
	if err := a.lock(until, false); err != nil {
		return err
	}
	a.db.AllocSize = allocSize
	err = a.unlock(o)
	if err == nil {
		err = migrate(a.db, migrations, !o.scratch)
	}
	if err == nil && !o.scratch {
		err = a.settleIn()
	}
	if err != nil {
		return errors.Join(err, a.db.Close())
	}
	if !o.scratch {
		leaveNote(a.path, a.user, a.now())
	}
	return nil
}

// settleIn is what opening an archive to work with it leaves there.
func (a *Archive) settleIn() error {
	if err := dropPart(a.path + rewriteExt); err != nil { // what a crash left of a rewriting
		return err
	}
	if !a.Sealed() {
		return nil
	}
	return a.update(func(c *txn) error { return a.enter(c, "login", a.who.ID, "") })
}

// look refuses what is no archive without waiting for any lock.
func look(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return forms.NewFault("archive_is_folder")
	case !info.Mode().IsRegular():
		return forms.NewFault("archive_not")
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, _, err = heads(f, info.Size())
	return errors.Join(err, f.Close())
}

// lock opens the database, which locks it: for all others, or (to read) for those
// who would write. Where the file was replaced while it waited for its turn, it
// takes the new one.
func (a *Archive) lock(until time.Time, toRead bool) error {
	for {
		o := a.bolt(max(time.Until(until), leastWait), toRead, 0)
		var opened os.FileInfo
		open := o.OpenFile
		o.OpenFile = func(name string, flags int, mode os.FileMode) (*os.File, error) {
			f, err := open(name, flags, mode)
			if err == nil && opened == nil {
				opened, err = f.Stat()
			}
			return f, err
		}
		db, err := bbolt.Open(a.path, 0, o)
		if errors.Is(err, berrors.ErrTimeout) {
			return a.inUse()
		}
		a.db = db
		if err != nil {
			return err
		}
		now, err := os.Stat(a.path)
		if err == nil && os.SameFile(now, opened) {
			return nil
		}
		if err = errors.Join(err, db.Close()); err != nil {
			return err
		}
	}
}

func (a *Archive) bolt(wait time.Duration, toRead bool, flag int) *bbolt.Options {
	return &bbolt.Options{
		Timeout: wait, ReadOnly: toRead, PageSize: pageSize,
		FreelistType: bbolt.FreelistMapType, NoStatistics: true,
		// bbolt would make a file that isn't there.
		OpenFile: func(name string, flags int, mode os.FileMode) (*os.File, error) {
			return os.OpenFile(name, flags&^os.O_CREATE|flag, mode)
		},
	}
}

func (a *Archive) inUse() error {
	note, ok := readNote(a.path)
	if !ok {
		return forms.NewFault("archive_in_use_by_unknown")
	}
	return forms.NewFault("archive_in_use", note.User, note.Host, note.Since.Local().Format("2006-01-02 15:04"))
}

// inspect checks the pages and the version while the file is locked.
func (a *Archive) inspect() error {
	h, whole, _, err := a.pages()
	if err != nil {
		return err
	}
	a.torn = whole < 2
	if h.pageSize != pageSize {
		return forms.NewFault("archive_not")
	}
	return a.db.View(func(t *bbolt.Tx) error {
		version, err := versionIn(t)
		ours := migrations[len(migrations)-1].version
		switch {
		case err != nil:
			return err
		case version == 0:
			return forms.NewFault("archive_not")
		case version > ours:
			return newerThan(version, ours)
		case version < ours && a.readOnly:
			return forms.NewFault("archive_older")
		}
		return nil
	})
}

// pages checks the pages of the file and tells how many of them are lost.
func (a *Archive) pages() (h header, whole, lost int, err error) {
	f, err := os.Open(a.path)
	if err != nil {
		return h, 0, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return h, 0, 0, err
	}
	if h, whole, err = heads(f, info.Size()); err != nil {
		return h, whole, 0, err
	}
	lost, err = checkPages(f, h)
	return h, whole, lost, err
}

// Path is the archive's file.
func (a *Archive) Path() string { return a.path }

// closed takes the maker's place in an archive that is closed.
func closed([]register.Submission, []register.Decision) (*register.Register, error) {
	return nil, forms.NewFault("archive_closed")
}

// Close keeps the register as it stands, so that the next Open need not compute
// it, and closes the file. After it every method gives archive_closed.
func (a *Archive) Close() error {
	var err error
	a.closing.Do(func() {
		a.making.Lock()
		a.build = closed // what the maker knew is memory for writing the register
		a.making.Unlock()
		// On a full disk it will be computed again: nothing is lost.
		if err = a.keepRegister(); isFault(err, "archive_full") {
			err = nil
		}
		if !a.readOnly {
			removeNote(a.path) // before the lock goes: the next one leaves its own
		}
		a.turn.Lock()
		defer a.turn.Unlock()
		err = errors.Join(err, asFault(a.db.Close()))
		a.keys.wipe()
	})
	return err
}
