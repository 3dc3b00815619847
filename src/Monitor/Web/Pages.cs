using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>The pages: files of this program, which load nothing from other hosts and run only our scripts.</summary>
internal static class Pages
{
    private const string Prefix = "Pages/";

    private static readonly FrozenDictionary<string, (string File, string Type)> Files = new Dictionary<string, (string, string)>
    {
        ["/"] = ("live.html", "text/html; charset=utf-8"),
        ["/insights"] = ("insights.html", "text/html; charset=utf-8"),
        ["/performance"] = ("performance.html", "text/html; charset=utf-8"),
        ["/security"] = ("security.html", "text/html; charset=utf-8"),
        ["/security.css"] = ("security.css", "text/css; charset=utf-8"),
        ["/security.js"] = ("security.js", "text/javascript; charset=utf-8"),
        ["/system"] = ("system.html", "text/html; charset=utf-8"),
        ["/tooltime.css"] = ("tooltime.css", "text/css; charset=utf-8"),
        ["/tooltime.js"] = ("tooltime.js", "text/javascript; charset=utf-8"),
        ["/icon.svg"] = ("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary();

    public static void Map(Routes routes)
    {
        foreach (var (path, (file, type)) in Files)
        {
            routes.Get(path, context => Answers.BytesAsync(context, type, Read(file)));
        }
    }

    /// <summary>What a browser may do with an answer: only show it, and only from here.</summary>
    public static void Protect(HttpContext context, int port)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + $"connect-src 'self' ws://127.0.0.1:{port} ws://localhost:{port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    private static byte[] Read(string file)
    {
        using var resource = typeof(Pages).Assembly.GetManifestResourceStream(Prefix + file)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
