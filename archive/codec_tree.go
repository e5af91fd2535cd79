package archive

import (
	"fmt"
	"reflect"
	"sync"

	"huce/archive/register"
)

// treeCodec writes and reads the values of one type.
type treeCodec struct {
	write func(*treeWriter, reflect.Value)
	read  func(*treeReader, reflect.Value)
}

// treeWriter is a blockWriter with one list of texts for all, and the places of
// the rows of whatever is written at the time.
type treeWriter struct {
	blockWriter
	texts  map[string]uint64
	places map[register.Ref]int
}

type treeReader struct {
	*blockReader
	texts []string
	rows  []register.Ref
}

// one writes a text: 0 for a new one, else its number from 1; "" is 1.
func (w *treeWriter) one(s string) {
	if at, again := w.texts[s]; again {
		w.uint(at + 1)
		return
	}
	w.texts[s] = uint64(len(w.texts))
	w.uint(0)
	w.string(s)
}

func (r *treeReader) one() string {
	at := r.uint()
	if at == 0 {
		s := r.string()
		r.texts = append(r.texts, s)
		return s
	}
	if at > uint64(len(r.texts)) {
		r.fail()
		return ""
	}
	return r.texts[at-1]
}

// codecOf is the codec of a type.
func codecOf(t reflect.Type) treeCodec {
	switch t {
	case reflect.TypeFor[[]register.Ref]():
		return refsCodec
	case reflect.TypeFor[[]register.Source]():
		return sourcesCodec
	}
	switch t.Kind() {
	case reflect.String:
		return textCodec
	case reflect.Bool:
		return boolCodec
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return intCodec
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return uintCodec
	case reflect.Float32, reflect.Float64:
		return floatCodec
	case reflect.Array:
		return arrayCodec(t)
	case reflect.Slice:
		return sliceCodec(t)
	case reflect.Struct:
		return structCodec(t)
	}
	panic(fmt.Sprintf("archive: no codec for %s of the register", t))
}

var (
	textCodec = treeCodec{
		func(w *treeWriter, v reflect.Value) { w.one(v.String()) },
		func(r *treeReader, v reflect.Value) { v.SetString(r.one()) },
	}
	boolCodec = treeCodec{
		func(w *treeWriter, v reflect.Value) {
			if v.Bool() {
				w.uint(1)
			} else {
				w.uint(0)
			}
		},
		func(r *treeReader, v reflect.Value) {
			n := r.uint()
			if n > 1 {
				r.fail()
			}
			v.SetBool(n == 1)
		},
	}
	intCodec = treeCodec{
		func(w *treeWriter, v reflect.Value) { w.int(v.Int()) },
		func(r *treeReader, v reflect.Value) {
			n := r.int()
			if v.OverflowInt(n) {
				r.fail()
			}
			v.SetInt(n)
		},
	}
	uintCodec = treeCodec{
		func(w *treeWriter, v reflect.Value) { w.uint(v.Uint()) },
		func(r *treeReader, v reflect.Value) {
			n := r.uint()
			if v.OverflowUint(n) {
				r.fail()
			}
			v.SetUint(n)
		},
	}
	floatCodec = treeCodec{
		func(w *treeWriter, v reflect.Value) { w.float(v.Float()) },
		func(r *treeReader, v reflect.Value) { v.SetFloat(r.float()) },
	}
)

// arrayCodec is for arrays of bytes: the ids of rows.
func arrayCodec(t reflect.Type) treeCodec {
	if t.Elem().Kind() != reflect.Uint8 {
		panic(fmt.Sprintf("archive: no codec for %s of the register", t))
	}
	n := t.Len()
	return treeCodec{
		func(w *treeWriter, v reflect.Value) { w.fixed(v.Slice(0, n).Bytes()) },
		func(r *treeReader, v reflect.Value) { copy(v.Slice(0, n).Bytes(), r.fixed(n)) },
	}
}

func sliceCodec(t reflect.Type) treeCodec {
	elem := sync.OnceValue(func() treeCodec { return codecOf(t.Elem()) }) // late: types may hold themselves
	return treeCodec{
		func(w *treeWriter, v reflect.Value) {
			w.count(v.Len())
			for i := range v.Len() {
				elem().write(w, v.Index(i))
			}
		},
		func(r *treeReader, v reflect.Value) {
			n := r.count()
			if n == 0 {
				return
			}
			v.Set(reflect.MakeSlice(t, n, n))
			read := elem().read
			for i := 0; i < n && !r.bad; i++ {
				read(r, v.Index(i))
			}
		},
	}
}

func structCodec(t reflect.Type) treeCodec {
	fields := make([]treeCodec, t.NumField())
	for i := range fields {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("archive: %s.%s of the register can't be kept", t, t.Field(i).Name))
		}
		fields[i] = codecOf(t.Field(i).Type)
	}
	return treeCodec{
		func(w *treeWriter, v reflect.Value) {
			for i := range fields {
				fields[i].write(w, v.Field(i))
			}
		},
		func(r *treeReader, v reflect.Value) {
			for i := range fields {
				fields[i].read(r, v.Field(i))
			}
		},
	}
}
