package office

import (
	"os"
	"path/filepath"
	"strings"

	"huce/forms"
	"huce/forms/print"
)

// settingFonts is the folder of the user's own fonts, "" for the embedded set.
const settingFonts = "print.fonts"

// What a folder of fonts may be called besides its path.
const (
	WindowsFonts  = "windows"  // %WINDIR%\Fonts
	EmbeddedFonts = "embedded" // the program's own set
)

// fontFiles are the files that the typefaces of Chinese Windows and of the GB/T
// 9704 templates are known by, in the order they are looked for. Case doesn't count.
var fontFiles = []struct {
	names []string
	face  string // of a collection
	into  func(*forms.Fonts) *forms.FontFile
}{
	{[]string{"simfang.ttf", "仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "simfang.ttc"}, "FangSong", func(f *forms.Fonts) *forms.FontFile { return &f.Fang }},
	{[]string{"simkai.ttf", "楷体_gb2312.ttf", "kaiti_gb2312.ttf", "simkai.ttc"}, "KaiTi", func(f *forms.Fonts) *forms.FontFile { return &f.Kai }},
	{[]string{"simhei.ttf", "simhei.ttc"}, "SimHei", func(f *forms.Fonts) *forms.FontFile { return &f.Hei }},
	{[]string{"simsun.ttc", "simsun.ttf"}, "SimSun", func(f *forms.Fonts) *forms.FontFile { return &f.Song }},
	{[]string{"fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋简体.ttf", "方正小标宋_gbk.ttf"}, "", func(f *forms.Fonts) *forms.FontFile { return &f.Title }},
}

// FontFolder is the folder of fonts that papers are set in, WindowsFonts, or "" for
// the embedded set.
func (o *Office) FontFolder() (string, error) { return o.archive.Setting(settingFonts) }

// SetFontFolder sets which fonts papers are set in: a folder, WindowsFonts, or "" for
// the embedded set. Faults: role_may_not, fonts_none, font_unusable.
func (o *Office) SetFontFolder(folder string) error {
	if err := o.need(SetUp); err != nil {
		return err
	}
	if folder == EmbeddedFonts {
		folder = ""
	}
	if folder != "" {
		if _, err := readFonts(folder); err != nil {
			return err
		}
		if folder != WindowsFonts {
			full, err := filepath.Abs(folder)
			if err != nil {
				return err
			}
			folder = full
		}
	}
	return o.archive.SetSetting(settingFonts, folder)
}

// ownFonts are the fonts of one printing: those asked for, else those of the
// setting; nil is the embedded set.
func (o *Office) ownFonts(folder string) (*forms.Fonts, error) {
	if folder == "" {
		var err error
		if folder, err = o.FontFolder(); err != nil {
			return nil, err
		}
	}
	if folder == "" || folder == EmbeddedFonts {
		return nil, nil
	}
	return readFonts(folder)
}

// readFonts reads the fonts of a folder that have a name we know, and tries each.
func readFonts(folder string) (*forms.Fonts, error) {
	if folder == WindowsFonts {
		folder = filepath.Join(os.Getenv("WINDIR"), "Fonts")
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, forms.NewFault("fonts_none", folder).Because(err)
	}
	found := map[string]string{} // name in small letters → as it is
	for _, e := range entries {
		found[strings.ToLower(e.Name())] = e.Name()
	}
	var fonts forms.Fonts
	any := false
	for _, f := range fontFiles {
		for _, name := range f.names {
			own, ok := found[name]
			if !ok {
				continue
			}
			data, err := readFile(filepath.Join(folder, own))
			if err != nil {
				return nil, err
			}
			file := forms.FontFile{Face: f.face, Data: data}
			if err := print.CheckFont(file); err != nil {
				return nil, forms.NewFault("font_unusable", own).Because(err)
			}
			*f.into(&fonts), any = file, true
			break
		}
	}
	if !any {
		return nil, forms.NewFault("fonts_none", folder)
	}
	return &fonts, nil
}
