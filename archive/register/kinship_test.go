package register

import "testing"

func TestKinship(t *testing.T) {
	father, mother := Kin{"户主", "男", "1990-01-01"}, Kin{"妻", "女", "1991-01-01"}
	son, daughter := Kin{"长子", "男", "2015-03-01"}, Kin{"女", "女", "2020-05-25"}
	granny, stepson := Kin{"母亲", "女", "1962-01-01"}, Kin{"养子或继子", "男", "2012-01-01"}
	for _, c := range []struct {
		member, subject Kin
		want            string
	}{
		{father, daughter, "父亲"},
		{mother, daughter, "母亲"},
		{son, daughter, "兄"},
		{daughter, son, "妹妹"},
		{father, mother, "夫"},
		{daughter, mother, "女"},
		{father, granny, "子"},
		{mother, granny, "儿媳"},
		{granny, daughter, ""}, // whose mother she is depends on the head
		{father, stepson, ""},
		{Kin{"户主", "", ""}, daughter, ""},
		{Kin{"长子", "男", ""}, daughter, ""},
		{Kin{"非亲属", "男", "1990-01-01"}, daughter, ""},
	} {
		if got := Kinship(c.member, c.subject); got != c.want {
			t.Errorf("%+v to %+v: %q, want %q", c.member, c.subject, got, c.want)
		}
	}
}
