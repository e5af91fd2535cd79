package link

import "testing"

func level(k Kind, a, b string) uint8 {
	x, y := k.Parse(a), k.Parse(b)
	if len(x) == 0 || len(y) == 0 {
		return None
	}
	c := k.Column([]string{x[0], y[0]})
	ab, ba := c.Level(0, 1), c.Level(1, 0)
	if ab != ba {
		return 99 // a comparison must not depend on the order
	}
	return ab
}

func TestLevelsOfNames(t *testing.T) {
	k := names{pinyin: pinyin}
	for _, c := range []struct {
		a, b string
		want uint8
	}{
		{"张三", "张三", nameSame},
		{"李 聪", "李聪", nameSame},
		{"张梅（户主）", "张梅", nameSame},
		{"阿卜杜.哈斯", "阿卜杜·哈斯", nameSame},
		{"阿卜杜哈斯", "阿卜杜·哈斯", nameSame},
		{"陈?伟", "陈彧伟", nameWild},
		{"谢元*", "谢元喆", nameWild},
		{"陶辉*", "陶辉", nameWild},
		{"欧加燕", "欧佳燕", nameSound},
		{"罗主吉", "罗立吉", nameNear},
		{"刘己明", "刘已明", nameShape},
		{"杨月德", "杨德月", nameShape},
		{"热依汗", "热依汗·其其格", nameShape},
		{"长淑兰", "刘淑兰", nameGiven},
		{"李大宝", "李宝", nameNear},
		{"幸彬", "李彬", nameNear},
		{"张梅", "张样", nameHalf},
		{"王子轩", "王佳宁", nameSurname},
		{"王子轩", "李佳宁", nameOther},
		{"", "张三", None},
		{"？", "张三", None},
	} {
		if got := level(k, c.a, c.b); got != c.want {
			t.Errorf("%s and %s: level %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestLevelsOfIDNumbers(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want uint8
	}{
		{"11019919620306235X", "11019919620306235X", idSame},
		{"11019919620306235X", "110199196306116605", idTwo},
		{"?11019919620306235X", "11019919620306235X", idBorrowed},
		{"?11019919620306235X", "110199196306116605", idLent},
		{"?11019919620306235X", "?110199196306116605", idLent},
		{"?11019919620306235X", "430199********282X", idLent},
		{"?11019919620306235X", "110199********235X", None},
		{"#E12345678", "#E12345678", idWritten},
		{"#E12345678", "#H01234567", None},
		{"#E12345678", "11019919620306235X", None},
		{"110199196203062351", "110199196203062351", idWritten},
		{"110199********235X", "11019919620306235X", idPart},
		{"110199196203062***", "11019919620306235X", idPart},
		{"110199196203062***", "110199196203052***", idOther},
		{"110199196203062359", "11019919620306235X", idOneOff},
		{"110199196203026235", "11019919620306235X", idOther},
		{"11019919620360235X", "11019919620306235X", idOneOff},
		{"1101991962030623X", "11019919620306235X", idOneOff},
		{"1101991962030662351", "110199196203062351", idOneOff},
		{"11019919620306135X", "11019919620307235X", idTwoOff},
		{"110199196203068888", "11019919620306235X", idBirth},
	} {
		if got := level(idNumbers{}, c.a, c.b); got != c.want {
			t.Errorf("%s and %s: level %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestLevelsOfBirths(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want uint8
	}{
		{"1962-03-06", "1962-03-06", birthDay},
		{"=1962-03-06", "1962-03-06", birthByID},
		{"=1962-03-06", "=1962-03-06", None},
		{"1962-03", "1962-03-06", birthMonth},
		{"1962", "1962-03-06", birthYear},
		{"1962-04", "1962-03-06", birthSameYear},
		{"1962-06-03", "1962-03-06", birthSlip},
		{"1972-03-06", "1962-03-06", birthSlip},
		{"1962-02-11", "1962-03-06", birthLunar},
		{"1962-12-25", "1962-03-06", birthSameYear},
		{"1963-12-25", "1962-03-06", birthNextYear},
		{"1963", "1962-03-06", birthNextYear},
		{"1988-12-25", "1962-03-06", birthOther},
		{"", "1962-03-06", None},
		{"不详", "1962-03-06", None},
	} {
		if got := level(births{}, c.a, c.b); got != c.want {
			t.Errorf("%s and %s: level %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestLevelsOfPlaces(t *testing.T) {
	at := func(parts ...string) string { return PlaceText(parts[0], parts[1], parts[2], parts[3], "") }
	home := at("锦绣", "3", "1", "502")
	for _, c := range []struct {
		a, b string
		want uint8
	}{
		{home, home, placeRoom},
		{at("锦绣", "3", "", "502"), home, placeNoUnit},
		{at("", "3", "1", "502"), home, placeNoUnit},
		{at("锦绣", "3", "2", "502"), home, placeNear},
		{at("锦绣", "3", "1", "501"), home, placeNear},
		{at("锦绣", "13", "1", "502"), home, placeNear},
		{at("锦绣", "3", "1", "904"), home, placeBuilding},
		{at("锦绣", "8", "1", "904"), home, placeEstate},
		{at("滨江", "3", "1", "502"), home, placeOther},
		{"张庄村20组", home, placeOther},
		{"张庄村20组", "张庄村20组", placeRoom},
	} {
		if got := level(places{}, c.a, c.b); got != c.want {
			t.Errorf("%q and %q: level %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestLevelsOfPhones(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want uint8
	}{
		{"19900000001", "19900000001", phoneSame},
		{"19900000001", "19900000002", phoneOneOff},
		{"19900000001", "19900000013", phoneOther},
		{"110", "110", None},
	} {
		if got := level(phones{}, c.a, c.b); got != c.want {
			t.Errorf("%s and %s: level %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// Whatever stands in a file, comparing must not fail, and never depends on the order.
func FuzzLevels(f *testing.F) {
	f.Add("陈?伟", "110199********235X")
	f.Add("·", "?")
	f.Add("热依汗·其其格·买买提·热合曼·艾尼瓦尔", "1101991962030623512345")
	f.Add("=1962-03-06、1962", "锦绣\t3\t\t502")
	f.Fuzz(func(t *testing.T, a, b string) {
		for i, k := range []Kind{names{pinyin: pinyin}, idNumbers{}, births{}, sexes{}, phones{}, places{}} {
			values := append(k.Parse(a), k.Parse(b)...)
			c := k.Column(values)
			for x := range values {
				for y := range values {
					if c.Level(int32(x), int32(y)) != c.Level(int32(y), int32(x)) {
						t.Errorf("kind %d: %q and %q", i, values[x], values[y])
					}
				}
				for _, part := range []string{"whole", "first", "given", "surname", "valid", "number", "first14", "last8", "ends", "day", "year", "room", "building"} {
					c.Key(part, int32(x))
				}
			}
		}
	})
}
