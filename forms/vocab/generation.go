package vocab

// generations are how many generations a relation to the head of a home stands above
// the head, by the first digit of its code in GB/T 4761-2008: 0 the head, 1 spouses,
// 2 sons, 3 daughters (with their spouses), 4 grandchildren, 5 parents, 6 grandparents,
// 7 brothers and sisters.
var generations = map[byte]int{'0': 0, '1': 0, '2': -1, '3': -1, '4': -2, '5': 1, '6': 2, '7': 0}

// Generation is how many generations a relation to the head stands above the head, less
// than 0 below; false for one that says no generation (其他, 非亲属, a word of no list).
func Generation(relation string) (int, bool) {
	l, ok := Codes("gbt4761_family_2digit")
	if !ok {
		return 0, false
	}
	code, ok := l.Code(relation)
	if !ok || code == "" {
		return 0, false
	}
	above, ok := generations[code[0]]
	return above, ok
}
