package archive

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"huce/archive/register"
	"huce/forms"
)

func TestEnvelope(t *testing.T) {
	for _, plain := range [][]byte{{}, []byte("张伟"), bytes.Repeat([]byte("幸福街道"), 1000), noise(5000)} {
		stored := plainly.seal(bucketTasks, numberKey(7), plain)
		if got, err := plainly.unseal(bucketTasks, numberKey(7), stored); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes come back as %d, %v", len(plain), len(got), err)
		}
		if len(stored) > len(plain)+envelopeBefore+envelopeAfter {
			t.Errorf("%d bytes take %d", len(plain), len(stored))
		}
		if _, err := plainly.unseal(bucketTasks, numberKey(8), stored); err == nil {
			t.Error("a value under another key is taken for its own")
		}
		if _, err := plainly.unseal(bucketFunds, numberKey(7), stored); err == nil {
			t.Error("a value in another bucket is taken for its own")
		}
	}
}

// Every single flipped bit of a value is found.
func TestEnvelopeFindsFlippedBits(t *testing.T) {
	for _, plain := range [][]byte{[]byte("张伟"), bytes.Repeat([]byte("幸福街道"), 100)} {
		stored := plainly.seal(bucketTasks, numberKey(7), plain)
		for bit := range len(stored) * 8 {
			stored[bit/8] ^= 1 << (bit % 8)
			if _, err := plainly.unseal(bucketTasks, numberKey(7), stored); err == nil {
				t.Fatalf("bit %d of %d bytes flipped unseen", bit, len(stored))
			}
			stored[bit/8] ^= 1 << (bit % 8)
		}
	}
}

func FuzzUnseal(f *testing.F) {
	f.Add(plainly.seal(bucketTasks, numberKey(1), []byte("张伟")))
	f.Add(plainly.seal(bucketTasks, numberKey(1), bytes.Repeat([]byte("a"), 500)))
	f.Add([]byte{1, 1, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, stored []byte) {
		plain, err := plainly.unseal(bucketTasks, numberKey(1), stored)
		if err != nil {
			return
		}
		again, err := plainly.unseal(bucketTasks, numberKey(1), plainly.seal(bucketTasks, numberKey(1), plain))
		if err != nil || !bytes.Equal(again, plain) {
			t.Fatalf("%q comes back as %q, %v", plain, again, err)
		}
	})
}

// claimsOf draws claims such as sheets have: few distinct texts in most columns.
func claimsOf(t *rapid.T) []*forms.Claims {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "男", "女", "汉族", "张伟", "幸福小区3-1-402", "𠮷", "\xff"}),
		rapid.String(),
	)
	words := rapid.SliceOfN(word, 0, 3)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *forms.Claims {
		c := &forms.Claims{
			Sheet:  word.Draw(t, "sheet"),
			Fields: rapid.SliceOfN(word, 0, 5).Draw(t, "fields"),
			Rows: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) forms.RowRef {
				return forms.RowRef{
					Number: rapid.Int32().Draw(t, "number"), Card: rapid.Int32().Draw(t, "card"),
					Role: forms.Role(rapid.Uint8().Draw(t, "role")), Member: rapid.Int32().Draw(t, "member"),
				}
			}), 0, 20).Draw(t, "rows"),
			Issues: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) forms.Issue {
				return forms.Issue{
					Row: rapid.Int().Draw(t, "row"), Col: rapid.Int().Draw(t, "col"),
					Severity: forms.Severity(word.Draw(t, "severity")), Code: word.Draw(t, "code"),
					Args: words.Draw(t, "args"), Suggest: word.Draw(t, "suggest"),
				}
			}), 0, 5).Draw(t, "issues"),
		}
		column := rapid.OneOf(
			rapid.SliceOfN(word, len(c.Rows), len(c.Rows)),
			rapid.Just(make([]string, len(c.Rows))),
		)
		for range c.Fields {
			c.Values = append(c.Values, column.Draw(t, "values"))
			c.Shown = append(c.Shown, column.Draw(t, "shown"))
		}
		return c
	}), 0, 4).Draw(t, "sheets")
}

// sameTexts compares all cells of claims of the same size, packed or not.
func sameTexts(a, b *forms.Claims) bool {
	for f := range a.Fields {
		for r := range a.Rows {
			if a.Value(f, r) != b.Value(f, r) || a.OwnShown(f, r) != b.OwnShown(f, r) {
				return false
			}
		}
	}
	return true
}

// sameClaims compares claims; none and an empty list are the same.
func sameClaims(a, b []*forms.Claims) bool {
	return slices.EqualFunc(a, b, func(a, b *forms.Claims) bool {
		return a.Sheet == b.Sheet && slices.Equal(a.Fields, b.Fields) && slices.Equal(a.Rows, b.Rows) &&
			a.Whole() && b.Whole() && sameTexts(a, b) &&
			slices.EqualFunc(a.Issues, b.Issues, func(a, b forms.Issue) bool {
				return a.Row == b.Row && a.Col == b.Col && a.Severity == b.Severity && a.Code == b.Code &&
					a.Suggest == b.Suggest && slices.Equal(a.Args, b.Args)
			})
	})
}

func TestClaimsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := claimsOf(t)
		block, err := encodeClaims(claims)
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodeClaims(block)
		if err != nil || !sameClaims(got, claims) {
			t.Fatalf("%v\n%+v", err, got)
		}
	})
}

// A block that is cut short anywhere is no block.
func TestClaimsCutShort(t *testing.T) {
	block, err := encodeClaims(dibao().Submission.Claims)
	if err != nil {
		t.Fatal(err)
	}
	for n := range block {
		if _, err := decodeClaims(block[:n]); err == nil {
			t.Errorf("%d of %d bytes are read as claims", n, len(block))
		}
	}
}

func FuzzDecodeClaims(f *testing.F) {
	for _, claims := range [][]*forms.Claims{nil, dibao().Submission.Claims, other("乙").Submission.Claims} {
		block, err := encodeClaims(claims)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(block)
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		claims, err := decodeClaims(block)
		if err != nil {
			return
		}
		again, err := encodeClaims(claims)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decodeClaims(again); err != nil || !sameClaims(got, claims) {
			t.Fatalf("%v\n%+v\n%+v", err, got, claims)
		}
	})
}

// registerOf draws a register with something in every field that the types have,
// now and later.
func registerOf(t *rapid.T) *register.Register {
	r := &register.Register{}
	fill(t, reflect.ValueOf(r).Elem())
	for i := range r.Submissions {
		r.Submissions[i] = register.Submission{ID: r.Submissions[i].ID}
	}
	return r
}

func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, "n")
		if n == 0 || v.Type().Elem().Kind() == reflect.Pointer {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.String:
		v.SetString(rapid.SampledFrom([]string{"", "张伟", "男", "person.name", "a", "b", "c"}).Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, "int"))
	case reflect.Int32:
		v.SetInt(int64(rapid.Int32().Draw(t, "int")))
	case reflect.Int8, reflect.Int16:
		v.SetInt(int64(rapid.Int8().Draw(t, "int")))
	case reflect.Uint, reflect.Uint64, reflect.Uint32, reflect.Uint16, reflect.Uint8:
		v.SetUint(uint64(rapid.Uint8().Draw(t, "uint")))
	case reflect.Float64:
		v.SetFloat(rapid.Float64().Draw(t, "float"))
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*register.Submission]() {
			return // what a submission corrects stands in its own bucket
		}
		fallthrough
	default:
		panic(fmt.Sprintf("the register has a %s: fill it, and see to its codec", v.Type()))
	}
}

func TestRegisterComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reg := registerOf(t)
		got, err := decodeRegister(encodeRegister(reg))
		if err != nil || !reflect.DeepEqual(got, reg) {
			t.Fatalf("%v\n%+v\n%+v", err, got, reg)
		}
	})
}

func FuzzDecodeRegister(f *testing.F) {
	f.Add(encodeRegister(&register.Register{}))
	rows := []register.Ref{{Sub: 0, Sheet: 0, Row: 3}, {Sub: 1, Sheet: 2, Row: 7}}
	f.Add(encodeRegister(&register.Register{
		People: []register.Person{{ID: "P00001", Household: -1, Rows: rows, Values: []register.Standing{
			{Field: "person.name", Value: "张伟", Reason: "agreed", Sources: []register.Source{{Row: rows[1], Col: 2}}},
		}}},
		Links:    []register.Link{{Row: rows[0], ID: register.RowID{1}, Status: register.Auto, Weight: 21.5}},
		Unplaced: rows[:1],
	}))
	f.Fuzz(func(t *testing.T, block []byte) {
		reg, err := decodeRegister(block)
		if err != nil {
			return
		}
		again := encodeRegister(reg)
		got, err := decodeRegister(again)
		if err != nil || !bytes.Equal(encodeRegister(got), again) {
			t.Fatalf("%v\n%+v\n%+v", err, got, reg)
		}
	})
}
