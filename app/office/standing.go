package office

import "huce/archive"

// standing is who has the archive open and whether it has a password, as far as it is
// shown. The archive itself answers only once a change of its keys is done, which
// rewrites it whole: a window that asks meanwhile must not wait.
type standing struct {
	who    archive.User
	sealed bool
}

// stands looks anew, after anything that may have changed it.
func (o *Office) stands() { o.standing.Store(&standing{o.archive.Who(), o.archive.Sealed()}) }

// Sealed reports whether the archive has a password.
func (o *Office) Sealed() bool { return o.standing.Load().sealed }

// Who is who has the archive open.
func (o *Office) Who() archive.User { return o.standing.Load().who }

// May reports whether who has the archive open may do something. In an archive
// without a password everyone may do everything. It is for what is offered; what is
// done is held against the archive's own word (need).
func (o *Office) May(r Right) bool { return mayDo(o.Who(), r) }
