package vocab
import ("testing";"fmt";"strings")
func TestTmp(t *testing.T){
 rows:=rowsOfForms(t)
 seen:=map[string]int{}
 for _,v:=range rows["address"]{ x,_:=ParseText("person.residence_address",v); if x!=""&&!strings.HasSuffix(x,"室"){ seen[x+" <- "+v]++ } }
 n:=0
 for k:=range seen { fmt.Println(k); n++; if n>25 {break} }
 n=0
 for _,v:=range rows["phone"]{ if _,is:=ParseText("person.phone",v); is!=nil { fmt.Println(v); n++; if n>15{break} } }
 est:=map[string]int{}
 for _,v:=range rows["address"]{ est[ParseAddress(v).Estate]++ }
 fmt.Println(est)
 n=0
 hm:=map[string]map[string]string{}
 for i,v:=range rows["address"]{ a:=ParseAddress(v); if a.Room=="" {continue}; h:=rows["household_truth"][i]; if hm[h]==nil {hm[h]=map[string]string{}}; hm[h][EstateKey(a.Estate)+"|"+a.Building+"|"+a.Room]=v }
 for h,m:=range hm { if len(m)>2 { fmt.Println(h,m); n++; if n>8 {break} } }
}
