package content

// Kind is what a page is for; it decides its template and what is asked of its
// front matter.
type Kind string

// The kinds of page.
const (
	FAQ       Kind = "faq"     // questions with short answers
	Guide     Kind = "guide"   // symptom, checks, fix
	Release   Kind = "release" // what a version changed
	Notice    Kind = "notice"  // maintenance, security, platform, policy, renewal
	PlainPage Kind = "page"    // anything else
)

// Values are the kinds as front matter writes them.
func (Kind) Values() []string { return []string{"faq", "guide", "release", "notice", "page"} }

// kindOfFolder is the kind that a top folder gives to its pages.
var kindOfFolder = map[string]Kind{"faq": FAQ, "guides": Guide, "releases": Release, "notices": Notice}
