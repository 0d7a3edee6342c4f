package themes

// What content/markdown makes of an article with everything in it.
const (
	bodyZH = `<p>移动网络的 NAT 会回收空闲连接。<strong>心跳间隔</strong>大于运营商的回收时间，连接就会<em>悄悄断开</em>。先在 Wi-Fi 下确认服务正常，再按 <kbd>Ctrl</kbd>+<kbd>K</kbd> 搜索错误码<sup><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>。</p>
<h2 id="check">检查心跳间隔</h2>
<ul>
<li class="task"><input type="checkbox" disabled> 在日志里搜索 <code>heartbeat</code></li>
<li class="task"><input type="checkbox" disabled> 记下相邻两次心跳的间隔</li>
<li class="task"><input type="checkbox" disabled> 确认没有启用省电模式</li>
</ul>
<aside class="admonition note">
<p class="admonition-title">说明</p>
<p>5.8 之前的版本没有这项日志，请先<a href="/x/">升级</a>。</p>
</aside>
<h3 id="android">Android</h3>
<p>在 <code>Application.onCreate</code> 中查看初始化参数。</p>
<h3 id="ios">iOS</h3>
<p>应用进入后台后，系统会在约 30 秒内挂起连接，这是正常现象，见<a href="https://example.com/" class="external" rel="noopener">系统文档</a>。</p>
<h2 id="fix">调整 <code>heartbeatInterval</code></h2>
<ol>
<li><p>把间隔改为 <strong>120 秒</strong>。</p>
<figure class="code" data-lang="kotlin">
<figcaption><span class="title">app/src/main/java/com/example/App.kt</span><span class="lang">Kotlin</span></figcaption>
<pre tabindex="0"><code class="chroma"><span class="kd">val</span> <span class="nv">options</span> <span class="p">=</span> <span class="nc">ImOptions</span><span class="p">().</span><span class="nf">apply</span> <span class="p">{</span>
<span class="line hl">    <span class="n">heartbeatInterval</span> <span class="p">=</span> <span class="m">120</span> <span class="c1">// 秒，默认 270</span>
</span>    <span class="n">endpoint</span> <span class="p">=</span> <span class="s2">&#34;wss://im.example.com/v5/long/path/that/does/not/fit/into/one/line&#34;</span>
<span class="p">}</span>
</code></pre>
<button type="button" class="copy" hidden>复制</button>
</figure></li>
<li><p>重新编译并安装应用。</p></li>
<li><p>在移动网络下观察 10 分钟。</p></li>
</ol>
<aside class="admonition warning">
<p class="admonition-title">注意</p>
<p>间隔小于 60 秒会明显增加耗电。</p>
</aside>
<aside class="admonition tip">
<p class="admonition-title">提示</p>
<p>可以按网络类型分别设置。</p>
</aside>
<div class="table" tabindex="0" role="group" aria-label="表格">
<table>
<thead><tr><th scope="col">运营商</th><th scope="col" class="right">回收时间（秒）</th><th scope="col">建议间隔</th><th scope="col">备注</th></tr></thead>
<tbody>
<tr><td>移动</td><td class="right">300</td><td>240 秒</td><td>部分省份为 240 秒，以实测为准</td></tr>
<tr><td>联通</td><td class="right">600</td><td>270 秒</td><td></td></tr>
<tr><td>电信</td><td class="right">240</td><td>120 秒</td><td>企业专线不受影响</td></tr>
</tbody>
</table>
</div>
<div class="tabs">
<div class="tab" data-title="Android"><p class="tab-title">Android</p><p>在设置里关闭“智能省电”。</p></div>
<div class="tab" data-title="iOS"><p class="tab-title">iOS</p><p>在设置里打开“后台刷新”。</p></div>
</div>
<details><summary>为什么是 120 秒？</summary><p>它是实测最短回收时间的一半。</p></details>
<h2 id="persist">仍未解决</h2>
<aside class="admonition caution">
<p class="admonition-title">警告</p>
<p>不要把间隔设为 0，否则服务端会判定为异常并封禁一小时。</p>
</aside>
<aside class="admonition important">
<p class="admonition-title">重要</p>
<p>联系我们时请附上日志。</p>
</aside>
<section class="footnotes" role="doc-endnotes" aria-label="脚注"><ol><li id="fn-1"><p>错误码见<a href="/x/">错误码列表</a>。 <a href="#fnref-1" role="doc-backlink" aria-label="返回正文">↩</a></p></li></ol></section>`

	bodyEN = `<p>Mobile networks drop idle connections. Where the <strong>heartbeat</strong> is longer than the carrier's timeout, the connection <em>dies silently</em>. Check on Wi-Fi first, then press <kbd>Ctrl</kbd>+<kbd>K</kbd> and search for the code<sup><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>.</p>
<h2 id="check">Check the heartbeat</h2>
<ul>
<li class="task"><input type="checkbox" disabled> Search the log for <code>heartbeat</code></li>
<li class="task"><input type="checkbox" disabled> Note the time between two of them</li>
</ul>
<h3 id="android">Android</h3>
<p>Look at the options in <code>Application.onCreate</code>.</p>
<h3 id="ios">iOS</h3>
<p>iOS suspends connections in the background; see <a href="https://example.com/" class="external" rel="noopener">its manual</a>.</p>
<h2 id="fix">Change <code>heartbeatInterval</code></h2>
<ol>
<li><p>Set it to <strong>120 seconds</strong>.</p>
<figure class="code" data-lang="go">
<figcaption><span class="lang">Go</span></figcaption>
<pre tabindex="0"><code class="chroma"><span class="kd">func</span> <span class="nf">main</span><span class="p">()</span> <span class="p">{</span>
	<span class="nx">im</span><span class="p">.</span><span class="nf">Start</span><span class="p">(</span><span class="s">&#34;wss://im.example.com&#34;</span><span class="p">,</span> <span class="mi">120</span><span class="p">)</span> <span class="c1">// seconds</span>
<span class="p">}</span>
</code></pre>
<button type="button" class="copy" hidden>Copy</button>
</figure></li>
<li><p>Build and install the app.</p></li>
</ol>
<aside class="admonition warning">
<p class="admonition-title">Warning</p>
<p>Less than 60 seconds drains the battery.</p>
</aside>
<blockquote><p>We measured this on three carriers.</p></blockquote>
<dl><dt>Heartbeat</dt><dd>A small message that keeps the connection open.</dd></dl>
<h2 id="persist">If it persists</h2>
<p>Send us the log.</p>
<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol><li id="fn-1"><p>See the list of codes. <a href="#fnref-1" role="doc-backlink" aria-label="Back to text">↩</a></p></li></ol></section>`
)
