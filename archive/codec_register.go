package archive

import (
	"math"
	"reflect"
	"strings"
	"sync"

	"huce/archive/register"
)

// The stored register is a copy of what can be computed again, so its codec
// follows the types of package register as they are: a field added there is kept
// without a line here, and a change of the types makes the stored copy stale
// (shape is part of the stamp) instead of misread. Of submissions there is only the
// order: they stand in their own buckets.
//
// What there is most of has its own forms: rows of a person are steps, and a source
// names its row by its place among them.

// encodeRegister writes a register; of its submissions only the ids.
func encodeRegister(r *register.Register) []byte { return appendRegister(nil, r) }

// appendRegister is encodeRegister behind some bytes.
func appendRegister(out []byte, r *register.Register) []byte {
	w := &treeWriter{places: map[register.Ref]int{}, texts: map[string]uint64{"": 0}}
	w.head = make([]byte, 0, 96*len(r.Links)) // about what a row takes, so that it need not grow
	w.count(len(r.Submissions))
	for i := range r.Submissions {
		w.one(r.Submissions[i].ID)
	}
	v := reflect.ValueOf(r).Elem()
	for i, c := range registerCodec() {
		if c.write != nil {
			c.write(w, v.Field(i))
		}
	}
	return w.appendTo(out)
}

// decodeRegister reads what encodeRegister wrote.
func decodeRegister(block []byte) (*register.Register, error) {
	r := &treeReader{blockReader: readBlock(block), texts: []string{""}}
	reg := &register.Register{}
	for n := r.count(); n > 0 && !r.bad; n-- {
		reg.Submissions = append(reg.Submissions, register.Submission{ID: r.one()})
	}
	v := reflect.ValueOf(reg).Elem()
	for i, c := range registerCodec() {
		if c.read != nil {
			c.read(r, v.Field(i))
		}
	}
	if err := r.done(); err != nil {
		return nil, err
	}
	return reg, nil
}

// registerCodec are the codecs of Register's fields; Submissions has none.
var registerCodec = sync.OnceValue(func() []treeCodec {
	t := reflect.TypeFor[register.Register]()
	codecs := make([]treeCodec, t.NumField())
	for i := range codecs {
		if t.Field(i).Name != "Submissions" {
			codecs[i] = codecOf(t.Field(i).Type)
		}
	}
	return codecs
})

// refsCodec writes rows as steps from the one before, and remembers their places.
var refsCodec = treeCodec{
	func(w *treeWriter, v reflect.Value) {
		refs := *v.Addr().Interface().(*[]register.Ref)
		w.count(len(refs))
		clear(w.places)
		var last register.Ref
		for i, ref := range refs {
			w.ref(last, ref)
			w.places[ref] = i
			last = ref
		}
	},
	func(r *treeReader, v reflect.Value) {
		n := r.count()
		r.rows = nil
		if 3*n > len(r.head) {
			r.fail()
		}
		if n == 0 || r.bad {
			return
		}
		refs := make([]register.Ref, n)
		var last register.Ref
		for i := range refs {
			last = r.ref(last)
			refs[i] = last
		}
		r.rows = refs
		*v.Addr().Interface().(*[]register.Ref) = refs
	},
}

func (w *treeWriter) ref(last, ref register.Ref) {
	w.int(int64(ref.Sub) - int64(last.Sub))
	w.int(int64(ref.Sheet) - int64(last.Sheet))
	w.int(int64(ref.Row) - int64(last.Row))
}

func (r *treeReader) ref(last register.Ref) register.Ref {
	return register.Ref{Sub: r.step(last.Sub), Sheet: r.step(last.Sheet), Row: r.step(last.Row)}
}

// sourcesCodec writes a source as the place of its row among the rows written last
// (from 1; 0 and the row itself where it isn't among them) and its column.
var sourcesCodec = treeCodec{
	func(w *treeWriter, v reflect.Value) {
		sources := *v.Addr().Interface().(*[]register.Source)
		w.count(len(sources))
		for i := range sources {
			if at, ok := w.places[sources[i].Row]; ok {
				w.count(at + 1)
			} else {
				w.count(0)
				w.ref(register.Ref{}, sources[i].Row)
			}
			w.int(int64(sources[i].Col))
		}
	},
	func(r *treeReader, v reflect.Value) {
		n := r.count()
		if 2*n > len(r.head) {
			r.fail()
		}
		if n == 0 || r.bad {
			return
		}
		sources := make([]register.Source, n)
		for i := range sources {
			switch at := r.uint(); {
			case at == 0:
				sources[i].Row = r.ref(register.Ref{})
			case at <= uint64(len(r.rows)):
				sources[i].Row = r.rows[at-1]
			default:
				r.fail()
			}
			sources[i].Col = r.int32()
		}
		*v.Addr().Interface().(*[]register.Source) = sources
	},
}

// registerShape names every type and field of the register, so that a copy kept by
// a program with other types is known to be stale.
var registerShape = sync.OnceValue(func() string {
	var s strings.Builder
	describe(&s, reflect.TypeFor[register.Register](), math.MaxInt8)
	return s.String()
})

func describe(s *strings.Builder, t reflect.Type, depth int) {
	switch {
	case depth == 0:
	case t.Kind() == reflect.Struct:
		s.WriteString("{")
		for i := range t.NumField() {
			s.WriteString(t.Field(i).Name + " ")
			describe(s, t.Field(i).Type, depth-1)
			s.WriteString(";")
		}
		s.WriteString("}")
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Array || t.Kind() == reflect.Pointer:
		s.WriteString(t.Kind().String() + " ")
		describe(s, t.Elem(), depth-1)
	default:
		s.WriteString(t.Kind().String())
	}
}
