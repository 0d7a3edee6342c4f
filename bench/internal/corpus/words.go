package corpus

import (
	"math"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vocabulary are the words of a language with how it puts them together.
type vocabulary struct {
	list               []string
	space, comma, stop string
}

// draw takes a word: low ones of the list much more often than high ones, by
// about Zipf's law.
func (v *vocabulary) draw(random *rand.Rand) string {
	return v.list[int(math.Pow(float64(len(v.list)), random.Float64()))-1]
}

// titleCase begins a sentence where the language has capitals.
func (v *vocabulary) titleCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

var english = &vocabulary{list: grow(strings.Fields(`the to a of is for in and on with your this it can not from
	server account message user service error file page setting network client password connection request data
	device update version version login database console key value option group screen system application backup
	sign open close click select enter choose restart install check send receive delete create change reset
	wait start stop failed missing slow new old empty wrong large remote local default temporary public private
	token session certificate domain address port volume disk snapshot image region zone instance policy rule
	alert report invoice plan quota limit storage bandwidth queue topic channel member role permission owner`), 6000, englishWord),
	space: " ", comma: ", ", stop: ". "}

var chinese = &vocabulary{list: grow(strings.Fields(`的 在 是 和 请 可以 需要 服务器 账号 消息 用户 服务 错误 文件 页面 设置 网络
	客户端 密码 连接 请求 数据 设备 更新 版本 登录 数据库 控制台 密钥 选项 分组 屏幕 系统 应用 备份 打开 关闭 点击 选择 输入 重启 安装 检查
	发送 接收 删除 创建 修改 重置 等待 启动 停止 失败 缺少 缓慢 新的 为空 较大 远程 本地 默认 临时 公开 私有 令牌 会话 证书 域名 地址 端口
	磁盘 快照 镜像 地域 可用区 实例 策略 规则 告警 报表 发票 套餐 配额 限制 存储 带宽 队列 主题 频道 成员 角色 权限 所有者 如果 之后 然后 再次`), 6000, chineseWord),
	space: "", comma: "，", stop: "。"}

// grow adds drawn words to known ones, up to n.
func grow(known []string, n int, word func(*rand.Rand) string) []string {
	random := rand.New(rand.NewPCG(3, 9))
	seen := map[string]bool{}
	for _, w := range known {
		seen[w] = true
	}
	for len(known) < n {
		if w := word(random); !seen[w] {
			seen[w] = true
			known = append(known, w)
		}
	}
	return known
}

func englishWord(random *rand.Rand) string {
	onsets := []string{"b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "st", "pl", "cr", "gr", "br"}
	vowels := []string{"a", "e", "i", "o", "u", "ea", "ou", "io"}
	ends := []string{"", "n", "r", "s", "t", "l", "ment", "ing", "ed", "tion", "er", "able"}
	word := ""
	for range 2 + random.IntN(2) {
		word += onsets[random.IntN(len(onsets))] + vowels[random.IntN(len(vowels))]
	}
	return word + ends[random.IntN(len(ends))]
}

// chineseWord is two characters of the 3,000 that the common block begins its
// frequent ones with; that they mean nothing together changes no cost.
func chineseWord(random *rand.Rand) string {
	return string([]rune{0x4e00 + rune(random.IntN(3000)), 0x5206 + rune(random.IntN(3000))})
}
