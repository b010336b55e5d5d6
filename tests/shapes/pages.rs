//! Saved pages in the structure of publishing systems; every word of them is our own.

/// How the paragraphs of a story are set.
#[derive(Clone, Copy)]
pub(crate) enum Set {
    /// A `<p>` each, indented.
    Paragraphs,
    /// Line breaks between them, as old sites have it.
    Breaks,
    /// A `<section>` of spans each, as editors for phones make them.
    Sections,
    /// A `<div>` each.
    Divs,
}

/// One page: its name, how it is set, and its source, in which `{head}` and `{story}` stand for the story's.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) set: Set,
    pub(crate) source: &'static str,
}

/// The parts that stand around stories, in which people are named who are in none.
const PARTS: [(&str, &str); 9] = [
    (
        "{nav}",
        "<ul><li><a href=\"/\">首页</a></li><li><a href=\"/zw/\">政务公开</a></li><li><a href=\"/ld/\">领导之窗：县委书记聂承东</a></li>\
         <li><a href=\"/xx/\">县长常大同信箱</a></li><li><a href=\"/hd/\">互动交流</a></li></ul>",
    ),
    (
        "{list}",
        "<ul><li><a href=\"1.html\">聂承东会见广东客商强调优化营商环境</a><span>05-04</span></li>\
         <li><a href=\"2.html\">常大同主持召开县政府常务会议，研究防汛工作</a><span>05-03</span></li>\
         <li><a href=\"3.html\">县人大常委会主任尚志高视察白鹤大桥工程</a><span>05-02</span></li>\
         <li><a href=\"4.html\">凤山镇举办第三届杨梅节</a><span>05-01</span></li></ul>",
    ),
    (
        "{foot}",
        "<p>主办：清水县人民政府办公室　承办：清水县大数据管理局</p><p>地址：清水县城关镇人民路1号　电话：0595-1234567</p>\
         <p>闽ICP备05000001号　闽公网安备35052402000001号　网站标识码：3505240001</p><p>技术支持：北方云科技有限公司</p>",
    ),
    ("{path}", "您当前的位置：<a href=\"/\">首页</a> &gt; <a href=\"/xw/\">清水要闻</a> &gt; 正文"),
    (
        "{next}",
        "<div>上一篇：<a href=\"9.html\">聂承东调研龙湖水库除险加固</a></div><div>下一篇：<a href=\"10.html\">尚志高走访人大代表</a></div>",
    ),
    (
        "{related}",
        "<div><h3>相关链接</h3><a href=\"11.html\">县政协主席梅占魁督办提案</a><br><a href=\"12.html\">凤山镇党委书记乐为民谈产业</a></div>",
    ),
    (
        "{tools}",
        "<div>【字体：<a>大</a> <a>中</a> <a>小</a>】　【<a>打印</a>】　【<a>关闭</a>】　浏览次数：<span>132</span></div>",
    ),
    (
        "{issue}",
        "<map name=\"pagepicmap\"><area coords=\"1,1,9,9\" href=\"c1.html\"><area coords=\"1,9,9,18\" href=\"c2.html\"></map>\
         <table><tr><td>第01版：要闻</td><td><a href=\"c1.html\">聂承东会见广东客商</a></td></tr>\
         <tr><td></td><td><a href=\"c2.html\">常大同调研凤山镇杨梅产业</a></td></tr>\
         <tr><td>第02版：综合</td><td><a href=\"c3.html\">尚志高视察白鹤大桥工程</a></td></tr></table>",
    ),
    ("{comments}", "<div class=\"comment-list\"><h3>网友评论</h3><p>匿名网友：支持。</p><p>回复</p></div>"),
];

impl Shape {
    /// The page of a story.
    pub(crate) fn page(&self, head: &str, story: &[String]) -> String {
        let paragraph = |text: &String| match self.set {
            Set::Paragraphs => format!("<p style=\"text-indent: 2em\">　　{text}</p>\n"),
            Set::Breaks => format!("&nbsp;&nbsp;&nbsp;&nbsp;{text}<br><br>\n"),
            Set::Sections => format!(
                "<section><span style=\"font-size: 16px;\">{text}</span></section><section><br></section>"
            ),
            Set::Divs => format!("<div>　　{text}</div>\n"),
        };
        let body: String = story.iter().map(paragraph).collect();
        let page = PARTS.iter().fold(self.source.to_string(), |page, (mark, part)| page.replace(mark, part));
        page.replace("{head}", head).replace("{story}", &body)
    }
}

/// The shapes of pages.
pub(crate) const SHAPES: [Shape; 40] = [
    Shape {
        name: "Founder epaper, of tables",
        set: Set::Paragraphs,
        source: "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>清水报数字报</title></head><body>\
            <table width=\"1000\"><tr><td valign=\"top\"><div id=\"pageLink\">{issue}</div></td><td valign=\"top\"><table><tr><td>\
            <div class=\"preart\"><a href=\"c3.html\">上一篇</a> <a href=\"c5.html\">下一篇</a></div></td></tr><tr><td>\
            <founder-pretitle></founder-pretitle><strong><founder-title>{head}</founder-title></strong><founder-subtitle></founder-subtitle></td></tr>\
            <tr><td><div id=\"ozoom\" style=\"ZOOM: 100%\"><founder-content>{story}</founder-content><!--enpproperty <articleid>1</articleid>\
            <date>2024-05-06 00:00:00:0</date><author></author><title>{head}</title>/enpproperty--></div></td></tr></table></td></tr></table>{foot}</body></html>",
    },
    Shape {
        name: "Founder epaper, of divisions",
        set: Set::Paragraphs,
        source: "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>清水日报</title></head><body><div class=\"main w1000\"><div class=\"left\">\
            <div class=\"swiper-container\">{issue}</div></div><div class=\"right\"><div class=\"article\"><h3></h3><h1>{head}</h1><h2></h2>\
            <p class=\"sec\">2024-05-06 第01版：要闻</p><div id=\"articleContent\"><div id=\"ozoom\">{story}</div></div></div></div></div>\
            <div class=\"nav2\">{next}</div><div class=\"foot\">{foot}</div></body></html>",
    },
    Shape {
        name: "Founder epaper, for phones",
        set: Set::Divs,
        source: "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{head}</title></head><body>\
            <header><a href=\"javascript:history.back()\">返回</a><a href=\"/\">目录</a></header><div class=\"content\"><founder-title>{head}</founder-title>\
            <founder-content>{story}</founder-content></div><div class=\"list\">{list}</div><footer>{foot}</footer></body></html>",
    },
    Shape {
        name: "People's Daily, paper",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}--清水日报</title></head><body><div class=\"main\"><div class=\"title-list\"><div class=\"page-list\">\
            {issue}</div></div><div class=\"article-box\"><div class=\"article\"><h3></h3><h1>{head}</h1><h2></h2><p class=\"sec\">《清水日报》（2024年05月06日 第01版）</p>\
            <!--enpcontent--><div id=\"ozoom\">{story}</div><!--/enpcontent--></div><div class=\"art-btn\"><a class=\"preart\" href=\"1\">上一篇</a><a class=\"nextart\" href=\"2\">下一篇</a>\
            </div></div></div><div class=\"copy\">{foot}</div></body></html>",
    },
    Shape {
        name: "People's Daily, online",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}--清水频道--人民网</title></head><body><nav>{nav}</nav><div class=\"path\">{path}</div>\
            <div class=\"layout rm_txt cf\"><div class=\"col col-1\"><h1>{head}</h1><div class=\"channel\"><div class=\"col-1-1 fl\">2024年05月06日08:12 | 来源：\
            <a href=\"#\">清水频道</a></div></div><div class=\"rm_txt_con cf\"><div class=\"box_pic\"></div>{story}<div class=\"edit cf\">(责编：丁一、方二)</div></div>\
            <div class=\"rm_relevant cf\"><h2>相关新闻</h2>{list}</div></div><div class=\"col col-2\">{list}</div></div>{foot}</body></html>",
    },
    Shape {
        name: "TRS, government",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><meta name=\"SiteName\" content=\"清水县人民政府门户网站\"><meta name=\"ArticleTitle\" content=\"{head}\">\
            <meta name=\"PubDate\" content=\"2024-05-06 09:00\"><meta name=\"ContentSource\" content=\"清水县融媒体中心\"><title>{head}</title></head><body>\
            <div class=\"header\">{nav}</div><div class=\"bread\">{path}</div><div class=\"article\"><h1>{head}</h1><div class=\"info\">发布时间：2024-05-06　来源：清水县融媒体中心　{tools}</div>\
            <div class=\"view TRS_UEDITOR trs_paper_default trs_web\">{story}</div></div><div class=\"xg\">{related}</div><div class=\"footer\">{foot}</div></body></html>",
    },
    Shape {
        name: "TRS, old editor",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><table width=\"960\"><tr><td>{nav}</td></tr><tr><td>{path}</td></tr><tr><td class=\"bt\">{head}</td></tr>\
            <tr><td><div class=\"TRS_Editor\"><style type=\"text/css\">.TRS_Editor P{line-height:1.5;font-size:12pt;}</style>{story}</div></td></tr><tr><td>{tools}</td></tr></table>\
            <table><tr><td>{list}</td></tr><tr><td align=\"center\">{foot}</td></tr></table></body></html>",
    },
    Shape {
        name: "TRS, editor's view",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}_清水要闻_清水县人民政府</title></head><body>{nav}<div class=\"wrap\"><div class=\"detail\"><h2>{head}</h2>\
            <div class=\"trs_editor_view TRS_UEDITOR trs_paper_default\">{story}</div>{next}</div><div class=\"aside\">{list}</div></div>{foot}</body></html>",
    },
    Shape {
        name: "Zoom, of tables",
        set: Set::Breaks,
        source: "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>{head}</title></head><body><table><tr><td>{nav}</td></tr></table>\
            <table><tr><td width=\"200\" valign=\"top\">{list}</td><td><table><tr><td align=\"center\"><b>{head}</b></td></tr><tr><td align=\"center\">{tools}</td></tr>\
            <tr><td id=\"Zoom\" class=\"Zoom\">{story}</td></tr><tr><td>{next}</td></tr></table></td></tr></table>{foot}</body></html>",
    },
    Shape {
        name: "WeChat, as it is sent",
        set: Set::Sections,
        source: "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta property=\"og:title\" content=\"{head}\"><title></title></head><body id=\"activity-detail\">\
            <div class=\"rich_media_inner\"><h1 class=\"rich_media_title\" id=\"activity-name\">{head}</h1><div id=\"meta_content\"><a id=\"js_name\">清水发布</a><em id=\"publish_time\"></em></div>\
            <div class=\"rich_media_content js_underline_content\" id=\"js_content\" style=\"visibility: hidden; opacity: 0;\">{story}</div></div>\
            <script>var ct = \"1714953600\"; var publish_time = \"2024-05-06\"; var nickname = \"清水发布\";</script><div>预览时标签不可点</div>\
            <div>微信扫一扫关注该公众号</div></body></html>",
    },
    Shape {
        name: "WeChat, as a browser saves it",
        set: Set::Paragraphs,
        source: "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><div id=\"js_article\"><div id=\"img-content\"><h1 id=\"activity-name\">{head}</h1>\
            <div><span>原创</span><a id=\"js_name\">清水发布</a><em id=\"publish_time\">2024-05-06 08:00</em></div><div id=\"js_content\">{story}<p>点击蓝字关注我们</p></div></div>\
            <div class=\"rich_media_tool\"><a>阅读原文</a><span>阅读</span><span>赞</span><span>在看</span></div><div id=\"js_related\"><a>聂承东会见广东客商</a><a>常大同主持会议</a></div></div></body></html>",
    },
    Shape {
        name: "State Council's template",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}_地方政务_清水县政府网</title></head><body><div class=\"header\">{nav}</div><div class=\"BreadcrumbNav\">{path}</div>\
            <div class=\"article oneColumn pub_border\"><h1>{head}</h1><div class=\"pages-date\">2024-05-06 10:10 <span>来源：清水县融媒体中心</span></div><div class=\"pages_content\" id=\"UCAP-CONTENT\">\
            {story}</div><div class=\"editor\"><span>责任编辑：丁一</span></div></div><div class=\"related\">{related}</div><div class=\"footer\">{foot}</div></body></html>",
    },
    Shape {
        name: "Visual SiteBuilder",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}-清水县卫生健康局</title></head><body><div class=\"nav\">{nav}</div><form name=\"_newscontent_fromname\"><div class=\"title\"><h3>{head}</h3></div>\
            <div id=\"vsb_content_2\"><div class=\"v_news_content\">{story}</div></div><div>{next}</div></form><div class=\"bq\">{foot}</div></body></html>",
    },
    Shape {
        name: "DedeCMS",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}_清水在线</title></head><body><div class=\"top\">{nav}</div><div class=\"place\">{path}</div><div class=\"viewbox\"><div class=\"title\"><h2>{head}</h2></div>\
            <div class=\"info\"><small>时间:</small>2024-05-06 <small>作者:</small>丁一 <small>点击:</small>55次</div><div class=\"content\"><table width=\"100%\"><tr><td>{story}</td></tr></table></div>\
            <div class=\"context\"><ul><li>上一篇：<a href=\"1\">聂承东会见客商</a></li><li>下一篇：<a href=\"2\">常大同调研</a></li></ul></div></div><div class=\"pright\">{list}</div>{comments}{foot}</body></html>",
    },
    Shape {
        name: "PHPCMS",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head} - 清水新闻网</title></head><body>{nav}<div class=\"main\"><div class=\"col-left\"><div class=\"crumbs\">{path}</div><div id=\"Article\"><h1>{head}<br><span>2024-05-06 来源：清水报</span></h1>\
            <div class=\"content\">{story}</div><p style=\"margin-bottom:10px\">{tools}</p></div>{next}{related}</div><div class=\"col-auto\">{list}</div></div>{foot}</body></html>",
    },
    Shape {
        name: "WordPress",
        set: Set::Paragraphs,
        source: "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"UTF-8\"><title>{head} &#8211; 清水文史</title></head><body class=\"single\"><header id=\"masthead\">{nav}</header><div id=\"primary\"><article class=\"post hentry\"><header class=\"entry-header\">\
            <h1 class=\"entry-title\">{head}</h1></header><div class=\"entry-content\">{story}</div><footer class=\"entry-footer\">分类：要闻</footer></article><nav class=\"navigation post-navigation\">{next}</nav>{comments}</div>\
            <aside id=\"secondary\"><section class=\"widget\"><h2>近期文章</h2>{list}</section></aside><footer id=\"colophon\">{foot}</footer></body></html>",
    },
    Shape {
        name: "Portal, with a body of its own name",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><meta property=\"og:title\" content=\"{head}\"><title>{head}|清水县_门户新闻</title></head><body><div class=\"top-nav\">{nav}</div><div class=\"main-content\"><h1 class=\"main-title\">{head}</h1>\
            <div class=\"top-bar\">2024年05月06日 08:00 清水报</div><div class=\"article\" id=\"artibody\">{story}<p class=\"show_author\">责任编辑：丁一 </p></div>{related}</div><div class=\"hot\">{list}</div>{foot}</body></html>",
    },
    Shape {
        name: "Portal, of user accounts",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}_清水发布_门户号</title></head><body><header>{nav}</header><div class=\"wrapper-box\"><div class=\"left main\"><div data-spm=\"content\"><div class=\"text\"><div class=\"text-title\"><h1>{head}</h1></div>\
            <article class=\"article\" id=\"mp-editor\">{story}<p><a href=\"#\">返回门户，查看更多</a></p></article><div class=\"statement\">平台声明：该文观点仅代表作者本人。</div></div></div></div><div class=\"sidebar\">{list}</div></div></body></html>",
    },
    Shape {
        name: "Portal, with a part called the post's body",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}|清水县</title></head><body><div class=\"N-nav\">{nav}</div><div class=\"post_main\"><h1 class=\"post_title\">{head}</h1><div class=\"post_info\">2024-05-06 08:00:00　来源: 清水报</div>\
            <div class=\"post_content\" id=\"content\"><div class=\"post_body\">{story}</div></div><div class=\"post_next\">{related}</div></div><div class=\"post_side\">{list}</div>{foot}</body></html>",
    },
    Shape {
        name: "News agency",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><meta name=\"publishdate\" content=\"2024-05-06\"><title>{head}-清水社</title></head><body><div class=\"header\">{nav}</div><div class=\"main\"><div class=\"h-title\">{head}</div><div class=\"h-info\">2024-05-06 08:00:00 来源： 清水社</div>\
            <div id=\"p-detail\">{story}<div class=\"p-tags\">责任编辑： 丁一</div></div><div class=\"p-right\">{list}</div></div><div class=\"foot\">{foot}</div></body></html>",
    },
    Shape {
        name: "Media centre of a county",
        set: Set::Divs,
        source: "<html><head><meta charset=\"utf-8\"><title>清水县融媒体中心</title></head><body><div class=\"cont\"><div class=\"menu\">{nav}</div><div class=\"news\"><div class=\"newstitle\">{head}</div><div class=\"newstime\">2024-05-06 来源：清水融媒</div><div class=\"newscon\">{story}</div>\
            <div class=\"newsbtn\">{next}</div></div><div class=\"hotnews\">{list}</div></div><div class=\"bottom\">{foot}</div></body></html>",
    },
    Shape {
        name: "Old site of fonts",
        set: Set::Breaks,
        source: "<HTML><HEAD><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=utf-8\"><TITLE>{head}</TITLE></HEAD><BODY BGCOLOR=\"#FFFFFF\"><CENTER>{nav}</CENTER><TABLE WIDTH=\"760\"><TR><TD><CENTER><FONT SIZE=\"5\"><B>{head}</B></FONT></CENTER>\
            <FONT SIZE=\"3\">{story}</FONT></TD></TR></TABLE><HR><CENTER><FONT SIZE=\"2\">{foot}</FONT></CENTER></BODY></HTML>",
    },
    Shape {
        name: "Footer of classes, story of none",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><div class=\"a1\">{nav}</div><div class=\"a2\"><div class=\"a3\">{head}</div><div class=\"a4\">{story}</div></div><div class=\"a5\">{list}</div><div class=\"footer\">{foot}</div></body></html>",
    },
    Shape {
        name: "Story and links side by side in one part",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><div id=\"all\">{nav}<h1>{head}</h1>{tools}{story}{next}{related}{list}{foot}</div></body></html>",
    },
    Shape {
        name: "Paragraphs of the body itself",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><h1>{head}</h1>{story}<hr>{list}<hr>{foot}</body></html>",
    },
    Shape {
        name: "Links in the part that names itself the story",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><meta name=\"ArticleTitle\" content=\"{head}\"><title>{head}</title></head><body>{nav}<div class=\"article-content\">{story}<div class=\"editor\">责任编辑：丁一</div>{related}{next}</div>{list}{foot}</body></html>",
    },
    Shape {
        name: "Map of the issue before and behind",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>清水报</title></head><body><div>{issue}</div><div class=\"content\"><h2>{head}</h2>{story}</div><div>{issue}</div><div>{list}</div></body></html>",
    },
    Shape {
        name: "Scripts, forms and hidden parts",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title><script>var t=\"县委书记聂承东在县委常委会会议上强调，要抓好防汛工作。\";</script><style>.a{color:red}</style></head><body><noscript>请开启脚本，县长常大同提醒您。</noscript>{nav}\
            <select><option>县教育局</option><option>县财政局</option></select><form action=\"/s\"><input name=\"q\" value=\"聂承东\"><button>搜索</button></form><div id=\"c\"><h1>{head}</h1>{story}</div><script>document.write('常大同')</script>{foot}</body></html>",
    },
    Shape {
        name: "Two navigations, for screens and phones",
        set: Set::Divs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><div class=\"pc-nav\">{nav}</div><div class=\"m-nav\">{nav}</div><main><section class=\"hero\"><h1>{head}</h1></section><section class=\"body\">{story}</section><section class=\"more\">{list}</section></main>\
            <div class=\"pc-foot\">{foot}</div><div class=\"m-foot\">{foot}</div></body></html>",
    },
    Shape {
        name: "Column of leaders' work",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>领导活动</title></head><body>{nav}<div class=\"ldhd\"><div class=\"ld-left\"><dl><dt>县委领导</dt><dd><a>聂承东</a></dd><dt>政府领导</dt><dd><a>常大同</a></dd></dl></div><div class=\"ld-right\"><h1>{head}</h1><div class=\"con\">{story}</div>{next}</div></div>{foot}</body></html>",
    },
    Shape {
        name: "Forum",
        set: Set::Breaks,
        source: "<html><head><meta charset=\"utf-8\"><title>{head} - 清水论坛</title></head><body><div id=\"hd\">{nav}</div><div id=\"postlist\"><h1 class=\"ts\"><span id=\"thread_subject\">{head}</span></h1><table><tr><td class=\"pls\">楼主</td><td class=\"plc\"><div class=\"t_fsz\"><table><tr><td class=\"t_f\" id=\"postmessage_1\">{story}</td></tr></table></div></td></tr></table></div>{foot}</body></html>",
    },
    Shape {
        name: "Printed view",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><center><h2>{head}</h2></center>{story}<div align=\"right\"><a href=\"javascript:window.print()\">打印本页</a> <a>关闭窗口</a></div></body></html>",
    },
    Shape {
        name: "Elements of HTML 5",
        set: Set::Paragraphs,
        source: "<!DOCTYPE html><html lang=\"zh\"><head><meta charset=\"utf-8\"><meta property=\"article:published_time\" content=\"2024-05-06T08:00:00+08:00\"><title>{head} - 清水</title></head><body><header><nav>{nav}</nav></header><main><article><header><h1>{head}</h1></header>{story}</article><aside>{list}</aside></main><footer>{foot}</footer></body></html>",
    },
    Shape {
        name: "Saved by a browser, with its remark",
        set: Set::Paragraphs,
        source: "<!DOCTYPE html>\n<!-- saved from url=(0044)http://www.example.gov.cn/xw/202405/t20240506_1.html -->\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>{head}</title></head><body>{nav}<div class=\"xl-con\"><h1>{head}</h1><div id=\"fontzoom\">{story}</div></div>{related}{foot}</body></html>",
    },
    Shape {
        name: "Lists of other stories without links",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><div class=\"menu\"><span onclick=\"go(1)\">首页</span><span onclick=\"go(2)\">要闻</span><span onclick=\"go(3)\">聂承东活动集</span></div><div class=\"w\"><h1>{head}</h1><div class=\"t\">{story}</div></div>\
            <div class=\"rel\"><h4>相关阅读</h4><div onclick=\"go(4)\">聂承东会见广东客商</div><div onclick=\"go(5)\">常大同调研凤山镇杨梅产业</div><div onclick=\"go(6)\">尚志高视察白鹤大桥工程</div></div>{foot}</body></html>",
    },
    Shape {
        name: "Headlines before the story, in its own part",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body><div class=\"mainbox\"><div class=\"lm\"><a href=\"1\">聂承东会见广东客商</a>　<a href=\"2\">常大同主持会议</a></div><h1>{head}</h1>{story}<p align=\"right\">（责任编辑：丁一）</p>\
            <ul><li><a href=\"3\">尚志高视察白鹤大桥工程</a></li><li><a href=\"4\">凤山镇举办第三届杨梅节</a></li></ul></div>{foot}</body></html>",
    },
    Shape {
        name: "Foot of plain words",
        set: Set::Divs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body>{nav}<div><div>{head}</div><div>{story}</div></div><div>版权所有：清水县人民政府办公室 Copyright 2024 All Rights Reserved</div><div>清水县大数据管理局 维护　邮编：362400　地址：人民路1号</div><div>本站由北方云科技有限公司提供技术支持</div></body></html>",
    },
    Shape {
        name: "Previous and next by arrows",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body>{nav}<div class=\"page\"><h2 class=\"bt\">{head}</h2><div class=\"zw\">{story}</div><div class=\"pn\"><a href=\"1\">« 聂承东会见广东客商强调优化营商环境</a><a href=\"2\">常大同主持召开县政府常务会议 »</a></div></div>{foot}</body></html>",
    },
    Shape {
        name: "Paper of frames, each block a table",
        set: Set::Breaks,
        source: "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"><title>清水报</title></head><body><table><tr><td><table><tr><td>第01版：要闻</td></tr></table></td></tr><tr><td><table><tr><td><a href=\"1\">聂承东会见广东客商</a></td></tr><tr><td><a href=\"2\">常大同调研凤山镇杨梅产业</a></td></tr></table></td>\
            <td><table><tr><td class=\"bt\">{head}</td></tr><tr><td>2024年05月06日　星期一</td></tr><tr><td>{story}</td></tr><tr><td><a href=\"3\">上一篇</a></td><td><a href=\"4\">下一篇</a></td></tr></table></td></tr></table><table><tr><td align=\"center\">{foot}</td></tr></table></body></html>",
    },
    Shape {
        name: "Comments that name people",
        set: Set::Paragraphs,
        source: "<html><head><meta charset=\"utf-8\"><title>{head}</title></head><body>{nav}<article><h1>{head}</h1>{story}</article><div id=\"comments\"><h3>网友评论</h3><div class=\"comment\"><b>清风</b><p>希望聂承东书记也来看看我们村的路。</p></div><div class=\"comment\"><b>山泉</b><p>凤山镇的杨梅也很好，常大同县长来过。</p></div></div>{foot}</body></html>",
    },
];
