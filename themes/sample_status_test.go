package themes

import (
	"fmt"
	"html/template"
)

var serviceNames = [][2]string{{"消息收发", "Messaging"}, {"登录鉴权", "Sign-in"}, {"历史消息", "History"}, {"推送通知", "Push"}, {"音视频通话", "Calls"}, {"文件存储", "Files"}, {"控制台", "Console"}, {"数据统计", "Statistics"}, {"回调通知", "Callbacks"}, {"内容审核", "Moderation"}}

func (s *sample) status(services int) any {
	v := Status{Page: s.page("status", s.l.Text("status.title"), s.l.Text("status.description"), "status/")}
	v.State = "partial_outage"
	v.Sentence = s.l.Text("status.sentence.one.partial_outage", s.say("消息收发", "Messaging"), "09:12")
	v.AsOf, v.StaleAfter = sampleNow, sampleNow.AddDate(20, 0, 0)
	groups := [][2]string{{"核心服务", "Core"}, {"扩展服务", "Extras"}, {"", ""}}
	for g, name := range groups {
		group := ServiceGroup{ID: fmt.Sprint(g), Name: s.say(name[0], name[1])}
		for i := g * services / 3; i < (g+1)*services/3; i++ {
			n := serviceNames[i%len(serviceNames)]
			sv := Service{ID: fmt.Sprint("s", i), Name: s.say(n[0], n[1]), State: stateOrder[(i*i)%6], Days: s.days(i), Availability: "99.987%", Target: "99.95%", Met: i%3 != 1}
			switch i {
			case 1:
				sv.Description = s.say("账号登录、令牌签发与续期", "Logging in, issuing and renewing tokens")
			case 2:
				sv.Coverage = "97.3%"
			case 3:
				sv.Availability = ""
			}
			group.Services = append(group.Services, sv)
		}
		v.Groups = append(v.Groups, group)
	}
	v.Open = []Incident{s.incident(true)}
	v.Active = []Maintenance{s.maintenance()}
	v.Coming = []Maintenance{s.maintenance()}
	v.Coming[0].Start, v.Coming[0].End = sampleNow.AddDate(15, 0, 0), sampleNow.AddDate(15, 0, 0).Add(7200e9)
	v.History = []HistoryDay{
		{Date: sampleNow, From: sampleNow, Incidents: []Incident{s.incident(false)}},
		{Date: sampleNow.AddDate(0, 0, -1), From: sampleNow.AddDate(0, 0, -6), Count: 6},
		{Date: sampleNow.AddDate(0, 0, -7), From: sampleNow.AddDate(0, 0, -7), Incidents: []Incident{s.incident(false), s.incident(false)}},
		{Date: sampleNow.AddDate(0, 0, -8), From: sampleNow.AddDate(0, 0, -8), Count: 1},
	}
	v.Past = []Link{{Text: s.say("华南节点丢包", "Packet loss in South China"), URL: s.url("status/incidents/x/"), Note: s.l.Date(day(3))}}
	v.Rules = []Fact{{s.l.Text("status.rule.policy"), s.l.Text("status.rule.policy_union")}, {s.l.Text("status.rule.maintenance"), s.l.Text("status.rule.maintenance_text", s.l.Duration(86400))}, {s.l.Text("status.rule.no_data"), s.l.Text("status.rule.no_data_text")}}
	v.APIs = []Link{{Text: s.l.Text("status.api.feed"), URL: s.url("status/feed.xml")}, {Text: s.l.Text("status.api.summary"), URL: s.url("api/v2/summary.json")}}
	return v
}

// calm is a status page on which all is well.
func (s *sample) calm() any {
	v := s.status(4).(Status)
	v.State, v.Sentence = "operational", s.l.Text("status.sentence.all")
	v.Open, v.Active, v.Coming, v.Past = nil, nil, nil, nil
	v.History = []HistoryDay{{Date: sampleNow, From: sampleNow.AddDate(0, 0, -13), Count: 14}}
	for g := range v.Groups {
		for i := range v.Groups[g].Services {
			v.Groups[g].Services[i].State = "operational"
		}
	}
	return v
}

func (s *sample) incident(open bool) Incident {
	i := Incident{
		ID: "delay", Title: s.say("华东消息延迟", "Message delays in East China"), URL: s.url("status/incidents/delay/"), Severity: "major", State: "monitoring",
		Started: sampleNow.Add(-78 * 60e9), Duration: s.l.Duration(78 * 60),
		Services:   []ServiceImpact{{s.say("消息收发", "Messaging"), "#service-s0", "partial_outage"}, {s.say("推送通知", "Push"), "#service-s3", "degraded_performance"}},
		Workaround: template.HTML(s.say("<p>把接入点切换到 <code>cn-north</code>，重新登录即可恢复。</p>", "<p>Switch to the endpoint <code>cn-north</code> and log in again.</p>")),
		Updates: []Update{
			{At: sampleNow.Add(-10 * 60e9), State: "monitoring", Text: s.say("已切换到备用链路，延迟恢复正常，继续观察。", "Traffic runs over the standby link; delays are back to normal. We keep watching.")},
			{At: sampleNow.Add(-40 * 60e9), State: "identified", Text: s.say("定位到运营商骨干网拥塞。", "The cause is congestion in a carrier's backbone.")},
			{At: sampleNow.Add(-70 * 60e9), State: "investigating", Text: s.say("华东部分用户收消息延迟 20～60 秒，正在排查。", "Some users in East China receive messages 20 to 60 s late. We are looking into it.")},
		},
	}
	if !open {
		i.State, i.Resolved = "resolved", sampleNow
	}
	return i
}

func (s *sample) incidentPage() any {
	i := s.incident(false)
	i.RootCause = template.HTML(s.say("<p>运营商在骨干网割接时没有收敛路由。</p>", "<p>A carrier's routes did not converge during a cut-over.</p>"))
	i.Postmortem = template.HTML(s.say("<p>我们增加了第三条链路，并把切换时间缩短到 2 分钟。</p>", "<p>We added a third link and now switch in two minutes.</p>"))
	p := IncidentPage{Page: s.page("incident", i.Title, "", "status/incidents/delay/"), Incident: i}
	p.Breadcrumbs = []Link{{Text: s.l.Text("nav.home"), URL: s.url("")}, {Text: s.l.Text("status.title"), URL: s.url("status/")}}
	return p
}

func (s *sample) maintenance() Maintenance {
	return Maintenance{ID: "m", Title: s.say("消息存储扩容", "Message store upgrade"), URL: s.url("notices/m/"), Start: sampleNow.Add(-1800e9), End: sampleNow.Add(5400e9), State: "in_progress",
		Services: []ServiceImpact{{s.say("历史消息", "History"), "#service-s2", "under_maintenance"}},
		Latest:   &Update{At: sampleNow, State: "in_progress", Text: s.say("进展顺利，预计按时结束。", "All goes well; we expect to finish in time.")}}
}
