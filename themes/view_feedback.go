package themes

// Feedback asks readers of an article whether it helped. What they say is sent
// to the vendor's endpoint as fields of a form, by the page's script or by the
// form itself.
type Feedback struct {
	To      string   // the address that takes it: full, or a path of the site's own host
	Source  string   // To's origin, which the page's policy must let through; empty on the site's own host
	About   string   // the article's address
	Lang    string   // of the article's text
	Reasons []Reason // to choose from where it did not help
	Comment bool     // readers may add words of their own
}

// Reason is why an article did not help.
type Reason struct{ ID, Text string }
