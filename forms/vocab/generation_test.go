package vocab

import "testing"

func TestGeneration(t *testing.T) {
	for relation, want := range map[string]int{
		"户主": 0, "本人": 0, "妻": 0, "夫": 0, "配偶": 0, "独生子": -1, "子": -1, "女": -1, "儿媳": -1, "女婿": -1, "孙子": -2, "外孙女": -2,
		"父亲": 1, "母亲": 1, "岳父": 1, "婆婆": 1, "祖母": 2, "兄": 0, "妹": 0,
	} {
		if got, ok := Generation(relation); !ok || got != want {
			t.Errorf("%s stands %d, %v above the head, want %d", relation, got, ok, want)
		}
	}
	for _, relation := range []string{"", "非亲属", "其他", "租客", "说不清"} {
		if got, ok := Generation(relation); ok {
			t.Errorf("%s stands %d", relation, got)
		}
	}
}
