package themes

import "html/template"

func (s *sample) home() any {
	card := func(zh, en, icon string, n int, links ...string) Category {
		c := Category{Title: s.say(zh, en), URL: s.url("x/"), Icon: icon, Count: n}
		for _, l := range links {
			c.Links = append(c.Links, Link{Text: l, URL: s.url("x/y/")})
		}
		return c
	}
	h := Home{Parts: []string{"text", "categories", "popular", "news", "contact"}, Page: s.page("home", s.site.Title, s.say("安装、接入与排错", "Setting up, using and mending"), "")}
	h.Question = s.l.Text("home.question")
	h.Banners = []Banner{{State: "under_maintenance", Text: s.say("消息存储扩容", "Message store upgrade"), URL: s.url("notices/m/"), Start: sampleNow.AddDate(0, 0, 1), End: sampleNow.AddDate(0, 0, 1).Add(7200e9), Show: sampleNow.AddDate(0, 0, -1)}}
	h.Status = &StatusLine{State: "partial_outage", Text: s.say("消息收发自 09:12 起部分中断", "Messaging is partly down since 09:12"), URL: s.url("status/"), AsOf: sampleNow}
	h.Window = &h.Banners[0]
	h.Categories = []Category{
		card("快速开始", "Getting started", "rocket", 8, s.say("五分钟发出第一条消息", "Send your first message in five minutes"), s.say("接入前的准备", "Before you begin"), s.say("从旧版迁移", "Migrating from an older version")),
		card("账号与计费", "Accounts and billing", "card", 12, s.say("如何开具发票", "How to get an invoice"), s.say("套餐之间有什么区别", "How plans differ"), s.say("为什么被限流", "Why requests are limited")),
		card("消息收发", "Messages", "chat", 24, s.say("消息发送失败怎么办", "When a message cannot be sent"), s.say("离线消息保存多久", "How long offline messages are kept"), s.say("撤回与编辑", "Recalling and editing")),
		card("推送通知", "Push notifications", "bell", 9, s.say("收不到推送", "Notifications do not arrive"), s.say("配置厂商通道", "Setting up vendor channels")),
		card("音视频通话", "Calls", "video", 15, s.say("通话有回声", "Echo in calls"), s.say("弱网优化", "Poor networks")),
		card("错误码", "Error codes", "", 64, "10102", "20003", "30017"),
	}
	h.Popular = []Link{
		{Text: s.say("登录时提示“令牌已过期”怎么办？", "What to do when logging in says “token expired”?"), URL: s.url("faq/#a")},
		{Text: s.say("如何查看今天是不是平台故障？", "How can I tell whether it is an outage?"), URL: s.url("faq/#b")},
		{Text: s.say("旧版本还能用到什么时候？", "How long are older versions supported?"), URL: s.url("faq/#c")},
		{Text: s.say("群成员上限是多少，怎么调整？", "How many members can a group have?"), URL: s.url("faq/#d")},
	}
	h.Notices = s.noticeItems()[:3]
	h.Releases = s.releaseItems()[:3]
	return h
}

func (s *sample) releaseItems() []ReleaseItem {
	var out []ReleaseItem
	for i, v := range []string{"5.12.0", "5.11.3", "5.11.2", "5.11.0", "5.10.4", "5.9.0-beta.1"} {
		out = append(out, ReleaseItem{Product: "IM SDK", Version: v, Title: s.say("弱网重连更快，修复令牌刷新", "Faster reconnects, token refresh mended"), URL: s.url("releases/sdk/" + v + "/"),
			Date: sampleNow.AddDate(0, -i, -3), Lead: s.say("断线后平均 1.2 秒恢复；修复弱网下令牌刷新两次的问题。", "Connections recover in 1.2 s on average; the token is no longer refreshed twice."), Current: i == 0})
	}
	return out
}

func (s *sample) noticeItems() []NoticeItem {
	item := func(category, state, zh, en string) NoticeItem {
		return NoticeItem{Title: s.say(zh, en), URL: s.url("notices/x/"), Category: category, CategoryName: s.l.Text("category." + category), State: state, Date: sampleNow.AddDate(0, 0, -3)}
	}
	out := []NoticeItem{
		item("maintenance", "scheduled", "消息存储扩容，期间历史消息查询变慢", "Message store upgrade: history queries slow down"),
		item("security", "active", "5.11.1 及更早版本的 WebSocket 越权漏洞", "WebSocket privilege flaw in 5.11.1 and earlier"),
		item("platform", "active", "微信小程序自 11 月 1 日起要求用户隐私授权", "WeChat mini programs ask for privacy consent from 1 November"),
		item("policy", "closed", "《服务条款》第 4 条有更新", "Section 4 of the terms has changed"),
		item("renewal", "cancelled", "苹果推送证书续期", "Apple push certificate renewal"),
	}
	out[0].Start, out[0].End = sampleNow.AddDate(0, 0, 1), sampleNow.AddDate(0, 0, 1).Add(7200e9)
	out[0].Lead = s.say("扩容期间收发不受影响，查询 30 天前的历史消息可能变慢。", "Sending and receiving go on; queries older than 30 days may be slow.")
	return out
}

func (s *sample) guide() any {
	a := Article{Page: s.articlePage("guide", s.say("移动网络下频繁掉线", "The connection drops on mobile networks"),
		s.say("切换到 4G 或 5G 后每隔几分钟断开一次，Wi-Fi 下正常。", "On 4G or 5G the connection drops every few minutes; on Wi-Fi it holds."), "guides/connect/drops/",
		Heading{ID: "check", HTML: template.HTML(s.say("检查心跳间隔", "Check the heartbeat")), Children: []Heading{{ID: "android", HTML: "Android"}, {ID: "ios", HTML: "iOS"}}},
		Heading{ID: "fix", HTML: template.HTML(s.say("调整 <code>heartbeatInterval</code>", "Change <code>heartbeatInterval</code>"))},
		Heading{ID: "persist", HTML: template.HTML(s.say("仍未解决", "If it persists"))})}
	a.Facts = []Fact{{s.l.Text("article.applies_to"), "IM SDK 5.8–5.12, Android, iOS"}, {s.l.Text("article.reading"), s.l.Text("article.minutes", 3)}}
	a.Symptoms = []string{s.say("每 4～5 分钟断开一次，随后自动重连", "It drops every 4 to 5 minutes, then reconnects"), s.say("日志里出现 <ERR_CONN_RESET>", "The log shows <ERR_CONN_RESET>")}
	a.Codes = []Link{{Text: "ERR_CONN_RESET", URL: s.url("search/?q=ERR_CONN_RESET")}, {Text: "30017", URL: s.url("search/?q=30017")}}
	a.Related = []Link{{Text: s.say("断线后没有自动重连", "No reconnect after the connection drops"), URL: s.url("x/")}, {Text: s.say("如何抓取网络日志", "How to record a network log"), URL: s.url("y/")}}
	a.Body = template.HTML(s.say(bodyZH, bodyEN))
	return a
}

func (s *sample) faq() any {
	f := FAQ{Page: s.articlePage("faq", s.say("登录与令牌", "Logging in and tokens"), s.say("登录失败、令牌过期与多端登录。", "Failed logins, expired tokens and several devices."), "faq/login/")}
	q := func(id, zh, en, answerZH, answerEN string) Question {
		return Question{ID: id, Title: template.HTML(s.say(zh, en)), Answer: template.HTML(s.say(answerZH, answerEN))}
	}
	f.Intro = template.HTML(s.say("<p>先看错误码，再按对应的问题处理。</p>", "<p>Look at the error code first, then at the question that names it.</p>"))
	f.Groups = []QuestionGroup{
		{Questions: []Question{
			q("expired", "登录时提示“令牌已过期”（<code>10102</code>）怎么办？", "What does “token expired” (<code>10102</code>) mean?", "<p>重新向你的服务端申请令牌，再调用 <code>login</code>。</p><ol><li>在回调里识别错误码。</li><li>申请新令牌。</li><li>重新登录。</li></ol>", "<p>Ask your server for a new token and call <code>login</code> again.</p><ol><li>Recognise the code.</li><li>Ask for a token.</li><li>Log in.</li></ol>"),
			q("how-long", "令牌多久过期？可以延长到一周吗，过期前会不会收到提醒？", "How long does a token last, and is there a reminder before it expires?", "<p>默认 24 小时，最长 30 天。</p>", "<p>24 hours, at most 30 days.</p>"),
		}},
		{ID: "devices", Title: s.say("多端登录", "Several devices"), Questions: []Question{
			q("kick", "为什么登录后另一台设备被踢下线？", "Why does another device log out?", "<p>同一平台只保留一个登录。</p>", "<p>One login for each platform.</p>"),
		}},
	}
	f.Related = []Link{{Text: s.say("断线后没有自动重连", "No reconnect after the connection drops"), URL: s.url("x/")}}
	return f
}

func (s *sample) question() any {
	f := FAQ{Page: s.articlePage("faq", s.say("离线消息保存多久？", "How long are offline messages kept?"), "", "faq/offline/"), Single: true}
	f.Short = s.say("默认保存 7 天，企业版可延长到 90 天。", "Seven days by default, up to 90 on the enterprise plan.")
	f.Body = template.HTML(s.say("<p>离线期间的消息会保存在云端，设备上线后按时间顺序补发。</p>", "<p>Messages wait in the cloud and are delivered in order.</p>"))
	f.Updated = sampleNow.AddDate(0, -1, 0)
	return f
}

func (s *sample) release() any {
	r := Release{Page: s.articlePage("release", "IM SDK 5.12.0", s.say("弱网重连更快，修复令牌刷新。", "Faster reconnects, token refresh mended."), "releases/sdk/5.12.0/",
		Heading{ID: "added", HTML: template.HTML(s.say("新增", "Added"))}, Heading{ID: "fixed", HTML: template.HTML(s.say("修复", "Fixed"))})}
	r.Product, r.Version, r.Date, r.Versions = "IM SDK", "5.12.0", sampleNow.AddDate(0, 0, -3), s.releaseItems()
	r.Body = template.HTML(s.say(`<h2 id="added">新增</h2><ul><li>断线后平均 1.2 秒恢复。</li><li>支持在登录前设置代理。</li></ul><h2 id="fixed">修复</h2><ul><li>修复弱网下令牌刷新两次的问题。</li></ul>`,
		`<h2 id="added">Added</h2><ul><li>Connections recover in 1.2 s on average.</li></ul><h2 id="fixed">Fixed</h2><ul><li>The token is no longer refreshed twice.</li></ul>`))
	return r
}

func (s *sample) notice() any {
	n := Notice{Page: s.articlePage("notice", s.say("消息存储扩容，期间历史消息查询变慢", "Message store upgrade: history queries slow down"), "", "notices/m/")}
	item := s.noticeItems()[0]
	n.Category, n.CategoryName, n.State, n.Date, n.Start, n.End = item.Category, item.CategoryName, item.State, item.Date, item.Start, item.End
	n.Services = []ServiceImpact{{s.say("消息收发", "Messaging"), s.url("status/#service-messaging"), "degraded_performance"}, {s.say("历史消息", "History"), "", "under_maintenance"}}
	n.Body = template.HTML(s.say("<p>我们将为消息存储增加节点。期间收发不受影响，查询 30 天前的历史消息可能变慢。</p>", "<p>We add nodes to the message store. Sending and receiving go on.</p>"))
	n.Updates = []Update{{At: sampleNow, State: "scheduled", Text: s.say("时间改到 10 月 15 日。", "Moved to 15 October.")}, {At: sampleNow.AddDate(0, 0, -2), Text: s.say("已通知全部客户。", "All customers were told.")}}
	n.Nav = ""
	return n
}

func (s *sample) section() any {
	v := Section{Page: s.page("section", s.say("故障排查", "Troubleshooting"), s.say("按症状找原因，按步骤恢复。", "From the symptom to the cause, step by step."), "guides/")}
	v.Breadcrumbs = []Link{{Text: s.l.Text("nav.home"), URL: s.url("")}}
	v.Nav = s.nav()
	v.Categories = s.home().(Home).Categories[:3]
	v.Articles = []Link{{Text: s.say("移动网络下频繁掉线", "The connection drops on mobile networks"), URL: s.url("a/"), Note: s.say("切换到 4G 或 5G 后每隔几分钟断开一次。", "On 4G or 5G it drops every few minutes.")}, {Text: s.say("断线后没有自动重连", "No reconnect"), URL: s.url("b/")}}
	v.Questions = []Category{{Title: s.say("登录与令牌", "Logging in and tokens"), URL: s.url("faq/login/"), Count: 9, Links: []Link{{Text: s.say("令牌多久过期？", "How long does a token last?"), URL: s.url("faq/login/#x")}}}}
	return v
}

func (s *sample) notices() any {
	v := Section{Page: s.page("section", s.say("公告", "Notices"), "", "notices/")}
	v.Notices, v.Releases = []NoticeGroup{{State: "active", Notices: s.noticeItems()}}, s.releaseItems()
	v.Fallback = LanguageName("en")
	return v
}

func (s *sample) search() any {
	return Search{Page: s.page("search", s.l.Text("search.title"), "", "search/"),
		Index: s.letters()}
}

func (s *sample) letters() []Letter {
	return []Letter{{"A", s.noticeLinks()}, {"C", s.noticeLinks()[:2]}, {s.l.Text("all.other"), s.noticeLinks()[:1]}}
}

func (s *sample) noticeLinks() []Link {
	var out []Link
	for _, n := range s.noticeItems() {
		out = append(out, Link{Text: n.Title, URL: n.URL})
	}
	return out
}

func (s *sample) all() any {
	return All{Page: s.page("all", s.l.Text("all.title"), "", "a-z/"), Letters: s.letters(), Pages: []Link{{Text: "A–M", URL: s.url("a-z/"), Current: true}, {Text: "N–Z", URL: s.url("a-z/2/")}}}
}

func (s *sample) notFound() any {
	return NotFound{Page: s.page("notfound", s.l.Text("notfound.title"), "", "404.html"), Popular: s.home().(Home).Popular}
}
