package vocab

// surnames are the commoner single surnames, to tell names from other short words.
const surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅付沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱丘秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆皮於惠曲储靳经裘缪干宣贲杭诸钮嵇滑裴荣羊甄麴家芮羿汲邴糜隗山仰秋伊宁仇栾暴钭厉戎祖符詹束幸司韶郜薄印宿怀蒲从鄂索咸籍卓蔺蒙池阴胥能苍双闻莘翟贡劳逄姬扶堵冉宰郦雍璩桑桂濮牛寿通边扈冀郏浦尚温别晏柴瞿充慕连茹宦鱼容向慎戈廖庾终暨居衡步耿满弘匡国寇广禄阙东殴殳沃利蔚越夔隆师厍聂晁勾敖融訾辛阚那空毋沙乜养须丰巢关蒯相后荆红游竺权逯益桓公仉督岳帅缑亢况郈有琴"

// compoundSurnames are the surnames of two characters and how they are read where a
// dictionary of characters would read them otherwise.
var compoundSurnames = map[string]string{
	"欧阳": "", "上官": "", "司马": "", "诸葛": "", "皇甫": "", "司徒": "", "东方": "", "南宫": "", "慕容": "", "端木": "", "夏侯": "", "公孙": "",
	"轩辕": "", "令狐": "", "宇文": "", "司空": "", "闻人": "", "太史": "", "申屠": "", "公冶": "", "西门": "", "呼延": "", "东郭": "", "百里": "",
	"赫连": "", "钟离": "", "濮阳": "", "拓跋": "", "独孤": "", "第五": "", "太叔": "", "淳于": "", "仲孙": "", "公羊": "", "梁丘": "", "左丘": "",
	"尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "宗政": "", "鲜于": "", "亓官": "qi guan", "乐正": "yue zheng",
}

// surnameReadings are the surnames whose reading is not the commonest of their
// character.
var surnameReadings = map[rune]string{
	'单': "shan", '解': "xie", '仇': "qiu", '任': "ren", '查': "zha", '曾': "zeng", '盖': "ge", '区': "ou", '朴': "piao", '繁': "po", '翟': "zhai",
	'乐': "yue", '覃': "qin", '洗': "xian", '冼': "xian", '种': "chong", '召': "shao", '黑': "he", '折': "she", '员': "yun", '祭': "zhai", '秘': "bi",
	'过': "guo", '郇': "xun", '隗': "wei", '缪': "miao", '能': "nai", '那': "na", '宓': "mi", '句': "gou", '谌': "chen", '葛': "ge", '车': "che",
	'华': "hua", '纪': "ji", '燕': "yan", '宁': "ning", '都': "du", '臧': "zang", '柏': "bai", '薄': "bo", '莘': "shen", '笪': "da", '郗': "xi",
	'牟': "mu", '曲': "qu", '尉': "wei", '万': "wan", '尹': "yin", '石': "shi", '侯': "hou", '贾': "jia", '重': "chong", '应': "ying", '占': "zhan",
	'卜': "bu", '哈': "ha", '撒': "sa", '乜': "nie", '逄': "pang", '阚': "kan", '晁': "chao", '沈': "shen", '洪': "hong", '长': "chang", '强': "qiang",
	'相': "xiang", '殷': "yin", '俞': "yu", '於': "yu", '肖': "xiao", '尧': "yao", '褚': "chu", '靳': "jin", '佴': "nai", '厘': "li", '适': "kuo",
	'调': "diao", '行': "xing", '藏': "zang", '还': "huan", '会': "gui", '炅': "gui", '盛': "sheng", '哇': "wa", '便': "bian", '术': "shu", '参': "can",
	'什': "shi", '观': "guan", '干': "gan", '和': "he", '少': "shao", '教': "jiao", '朝': "chao", '广': "guang", '系': "xi", '贲': "ben", '费': "fei", '戏': "xi",
}
