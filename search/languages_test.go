package search

import (
	"strings"
	"testing"
)

// TestLanguages builds an index in languages with a stemmer or bigrams of their
// own, each with mixed text and a code, and asks Go and the browser the same.
func TestLanguages(t *testing.T) {
	cases := []struct{ lang, title, text, asks string }{
		{"ja", "データベース接続の設定", "パスワードをリセットしてから、データベースに接続してください。", "データベースに接続|パスワード|接続設定|リセ"},
		{"ko", "데이터베이스 연결 설정", "비밀번호를 재설정한 다음 데이터베이스에 연결하세요.", "데이터베이스 연결|비밀번호|재설정"},
		{"fr", "Réinitialiser les connexions", "L'utilisateur réinitialise ses connexions aux bases de données.", "réinitialisation connexion|base de donnée|l'utilisateur|utilisateur|connexoin"},
		{"de", "Datenbankverbindungen zurücksetzen", "Die Häuser haben Verbindungen; der Benutzer setzt das Passwort zurück.", "verbindung haus|Passworte|Benutzern|datenbankverb"},
		{"es", "Restablecer las conexiones", "Los usuarios restablecen las contraseñas de sus bases de datos.", "restablecer contraseña|usuario|conexion"},
		{"pt", "Redefinir as conexões", "Os usuários redefinem as senhas dos bancos de dados.", "redefinir conexão|usuário|senha banco"},
		{"ru", "Сброс соединений", "Пользователи сбрасывают пароли и соединения с базами данных.", "пароль пользователя|соединение|сбросить|содеинения"},
		{"ar", "إعادة تعيين كلمات المرور", "يعيد المستخدمون تعيين كلمات المرور في المكتبات.", "كلمة المرور|المكتبة|مستخدم"},
		{"it", "Reimpostare le connessioni", "Gli utenti reimpostano le password dell'archivio.", "connessione|utente password|archivio"},
		{"tr", "Bağlantıları sıfırlama", "Kullanıcılar parolaları İstanbul'da sıfırlar.", "bağlantı|kullanıcı|istanbul"},
		{"zh-TW", "重設連線", "使用者在 API 頁面重設密碼。", "重設密碼|重设密码|连线"},
	}
	const codes = "\nORA-00600 ERR_CONN_RESET v2.3.1 tidb_mem_quota_query C++ .NET --max-conns /etc/acme/client.conf 重置密码 reset"
	const always = "|ORA-00600|ora 00600|err_conn|v2.3|2.3.1|tidb_mem_quota_query|quota|C++|.net|--max-conns|client.conf|密码 reset"
	var runs []run
	var all [][]File
	for _, c := range cases {
		pages := []Page{
			{URL: "/a/", Title: c.title, Lang: c.lang, Sections: []Section{{Text: c.text + codes}}},
			{URL: "/b/", Title: "zzz", Lang: c.lang, Sections: []Section{{Text: "conn max ORA-00601 C NET 2 3 1"}}},
		}
		files := build(t, c.lang, pages, nil)
		var queries []asked
		for q := range strings.SplitSeq(c.asks+always, "|") {
			queries = append(queries, asked{q, nil}, asked{q, map[string]any{"langs": []string{"en"}}})
		}
		runs, all = append(runs, newRun(c.lang, files, queries)), append(all, files)
	}
	for i, got := range browse(t, runs...) {
		x := reader(t, runs[i].Lang, all[i])
		for j, q := range runs[i].Queries {
			want := x.Search(q.Query, optionsOf(q.Options))
			if q.Options == nil && (len(want.Hits) == 0 || want.Hits[0].URL != "/a/") {
				t.Errorf("%s %q finds %s", runs[i].Lang, q.Query, urls(want))
			}
			compare(t, q.Query, want, got[j])
		}
	}
}
