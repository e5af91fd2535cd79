package plan
import "testing"
func TestZ(t *testing.T){ for _,f:=range []string{"testdata/askings.csv","testdata/askings_late.csv"} { tasks,_,_:=askings(t,f); for _,x:=range tasks { t.Log(BlockOf(x), BlockName(BlockOf(x)), x.Text, x.Department) } } }
