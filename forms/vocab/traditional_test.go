package vocab

import "testing"

func TestSimplified(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"張偉強", "张伟强"},
		{"鍾愛蘭", "钟爱兰"},
		{"张伟", "张伟"},
		{"李昇喆", "李昇喆"},
		{"熱依汗·其其格", "热依汗·其其格"},
		{"", ""},
	} {
		if got := Simplified(c.name); got != c.want {
			t.Errorf("Simplified(%s) = %s, want %s", c.name, got, c.want)
		}
	}
}
