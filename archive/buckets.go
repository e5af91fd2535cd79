// Package archive keeps everything in one file, *.huce: the original files, what
// their rows say, what the clerks decided, the tasks and papers, and the log of
// who did what. It is a bbolt database; this is its tree, which changes in the
// same commit as its migration:
//
//	meta
//	├─ format            "huce", version, CRC: plain for ever, read before all else
//	└─ log               number and hash of the newest log entry
//	tally
//	└─ <bucket>          how many values it holds, and the XOR of their checksums
//	settings
//	└─ <name>            text: community, street, fonds …
//	originals
//	└─ <SHA-256>         a file's bytes, once, however often it is named below
//	submissions
//	└─ <no>              JSON: SubmissionInfo
//	claims
//	└─ <submission no>   its claims, one block by columns (codec_claims.go)
//	layouts
//	└─ <submission no>   JSON: []forms.Layout
//	askings
//	└─ <submission no>   JSON: []plan.Asking, only where there are any
//	templates
//	└─ <template id>     JSON: forms.Template
//	decisions
//	└─ <no>              JSON: decision, or the revoking of one
//	ids
//	└─ <no>              a block of ids minted together (codec_ids.go)
//	register
//	├─ current           stamp and the register that it stands for (codec_register.go)
//	└─ stamp             the same stamp alone: a stale register need not be unpacked
//	tasks, funds, meetings, visits
//	└─ <no>              JSON: plan.Task, plan.Fund, plan.Meeting, plan.Visit
//	documents
//	└─ <no>              JSON: Document
//	log
//	└─ <no>              JSON: Entry, which holds the hash of the entry before it
//	users                (version 2)
//	└─ <no>              JSON: keeper: a User with the public half of their key
//	slots                (version 2) empty in an archive without a password
//	└─ <user no>         JSON: slot: the data key, as that user's password opens it
//	sendings             (version 3)
//	└─ <no>              JSON: plan.Sending
//	task words, drafts, figures, matters, requests, measures (version 4)
//	└─ <no>              JSON: plan.TaskWord, plan.Draft, plan.Figure, plan.Matter, plan.Request, plan.Measure
//	attachments, visitors, bookings, welfare rules, retentions, closings (version 5)
//	└─ <no>              JSON: plan.Attachment, plan.Visitor, plan.Booking, plan.WelfareRule, plan.Retention, plan.Closing
//	texts                (version 5)
//	└─ <document no>     the words in a filed paper, to be searched; gone with its bytes
//
// Numbers (no) are eight bytes, big-endian, from 1 on, never used twice. No key
// holds personal data. Every value but meta/format stands in an envelope with a
// checksum over its bucket, its key and itself (envelope.go): that is the one
// place where values are packed and unpacked, sealed and unsealed. The tally finds
// what a checksum can't: a value that is gone.
//
// With a password every value but meta/format and those of slots is sealed, and an
// original stands under a keyed hash of its SHA-256 (keys.go). What a sealed file
// still shows to someone without a password: how many values there are of each
// kind, how long they are once packed, the names of settings and the ids of
// templates. What it can't keep from someone who may write to it: to be damaged,
// or replaced whole by an earlier state of itself. A value put back to an earlier
// one is found by the tally, which is sealed too; only who holds earlier states of
// more than 32 values at once could choose among them such that it still agrees.
//
// One act of a user is one transaction (store.go) with its entry in the log: a
// crash leaves the state before it or after it. Nothing is deleted: an import is
// withdrawn and brought back, a decision revoked.
//
// The package does not read office files (forms/sheet does), does not decide who
// is who (register does) and prints nothing. It promises that a file which is
// damaged, of a newer program or no archive at all is refused with a reason and
// left as it is, byte for byte.
package archive

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// bucket is the name of one of the buckets drawn above.
type bucket string

const (
	bucketMeta        bucket = "meta"
	bucketTally       bucket = "tally"
	bucketSettings    bucket = "settings"
	bucketOriginals   bucket = "originals"
	bucketSubmissions bucket = "submissions"
	bucketClaims      bucket = "claims"
	bucketLayouts     bucket = "layouts"
	bucketAskings     bucket = "askings"
	bucketTemplates   bucket = "templates"
	bucketDecisions   bucket = "decisions"
	bucketIDs         bucket = "ids"
	bucketRegister    bucket = "register"
	bucketTasks       bucket = "tasks"
	bucketFunds       bucket = "funds"
	bucketMeetings    bucket = "meetings"
	bucketVisits      bucket = "visits"
	bucketDocuments   bucket = "documents"
	bucketLog         bucket = "log"
	bucketUsers       bucket = "users"
	bucketSlots       bucket = "slots"
	bucketSendings    bucket = "sendings"
	bucketTaskWords   bucket = "task words"
	bucketDrafts      bucket = "drafts"
	bucketFigures     bucket = "figures"
	bucketMatters     bucket = "matters"
	bucketRequests    bucket = "requests"
	bucketMeasures    bucket = "measures"

	bucketAttachments  bucket = "attachments"
	bucketVisitors     bucket = "visitors"
	bucketBookings     bucket = "bookings"
	bucketWelfareRules bucket = "welfare rules"
	bucketRetentions   bucket = "retentions"
	bucketClosings     bucket = "closings"
	bucketTexts        bucket = "texts"
)

// tallied are the buckets whose values are counted. The stored register is not: it
// may be damaged without harm, as it is computed again.
var tallied = []bucket{
	bucketSettings, bucketOriginals, bucketSubmissions, bucketClaims, bucketLayouts,
	bucketAskings, bucketTemplates, bucketDecisions, bucketIDs,
	bucketTasks, bucketFunds, bucketMeetings, bucketVisits, bucketDocuments, bucketLog,
	bucketUsers, bucketSlots, bucketSendings,
	bucketTaskWords, bucketDrafts, bucketFigures, bucketMatters, bucketRequests, bucketMeasures,
	bucketAttachments, bucketVisitors, bucketBookings, bucketWelfareRules, bucketRetentions, bucketClosings, bucketTexts,
}

// counted are the buckets whose keys are numbers that bbolt counts up.
var counted = []bucket{
	bucketSubmissions, bucketDecisions, bucketIDs, bucketTasks, bucketFunds, bucketMeetings, bucketVisits,
	bucketDocuments, bucketUsers,
}

// Keys that stand for themselves.
var (
	keyFormat  = []byte("format")
	keyLogHead = []byte("log")
	keyCurrent = []byte("current")
	keyStamp   = []byte("stamp")
)

// numberKey is the key of a number: in order, big-endian.
func numberKey(no uint64) []byte { return binary.BigEndian.AppendUint64(nil, no) }

// keyNumber is the number of a key, 0 where it is none.
func keyNumber(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// idOf is a number as people see it: S0001.
func idOf(prefix string, no uint64) string { return fmt.Sprintf("%s%04d", prefix, no) }

// numberOf reads what idOf writes; 0 where it is something else.
func numberOf(prefix, id string) uint64 {
	digits, ok := strings.CutPrefix(id, prefix)
	if !ok {
		return 0
	}
	no, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || idOf(prefix, no) != id {
		return 0
	}
	return no
}
