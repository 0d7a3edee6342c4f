package search

// fixture is a small help centre in Chinese, with what makes search difficult.
func fixture() []Page {
	page := func(url, source, title, kind string, sections ...Section) Page {
		return Page{URL: url, Source: "content/" + source, Title: title, Lang: "zh-CN", Tree: "zh-CN", Kind: kind, Sections: sections}
	}
	list := []Page{
		page("/faq/login/", "faq/login.md", "登录与密码", "faq",
			Section{Anchor: "忘记密码怎么办", Heading: "忘记密码怎么办？", Text: "在登录页点击“忘记密码”，按邮件中的链接重置密码。链接在 30 分钟内有效。", Answer: true},
			Section{Anchor: "sso", Heading: "支持 SSO 吗？", Text: "支持。企业版可以用 SAML 2.0 做单点登录（single sign-on）。", Answer: true}),
		page("/guides/crash/", "guides/crash.md", "应用崩溃的排查", "guide",
			Section{Text: "应用打开后立即退出时，先看日志。"},
			Section{Anchor: "codes", Heading: "错误码", Text: "ERR_CONN_RESET 表示连接被重置；ORA-00600 是数据库内部错误。\n参数 tidb_mem_quota_query 限制内存，启动时加 --max-conns 100。"}),
		page("/releases/2.3.1/", "releases/2.3.1.md", "SDK v2.3.1", "release",
			Section{Text: "修复 C++ 与 .NET 客户端的内存泄漏。getUserInfo 返回头像。配置文件在 /etc/acme/client.conf。"}),
		page("/plans/", "plans.md", "价格与方案", "page", Section{Text: "基础版免费，专业版每月 ¥199。"}),
		page("/en/hidden/", "hidden.md", `<img src=x onerror="alert(1)">`, "page",
			Section{Heading: "<script>alert(2)</script>", Text: `"><script>alert(3)</script> 😀 markup & text`}),
		page("/empty/", "empty.md", "空页", "page"),
	}
	list[2].Products, list[2].Version = []string{"SDK", "桌面端"}, "2.3.1"
	list[1].Keywords = []string{"白屏", "E1001"}
	return list
}
