using System.Security.Cryptography;

namespace ToolTime.Api.Pages;

/// <summary>
/// The style sheet, the icon and the one script, under paths that hold their content's hash, so that they may be cached for ever.
/// </summary>
internal static class PageAssets
{
    public static readonly PageAsset Stylesheet = Load("site.css", "text/css; charset=utf-8");
    public static readonly PageAsset Icon = Load("icon.svg", "image/svg+xml");

    /// <summary>The script of the one page that has any: it compares what is typed there, and asks for nothing.</summary>
    public static readonly PageAsset Compare = Load("compare.js", "text/javascript; charset=utf-8");

    private static PageAsset Load(string name, string contentType)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 6));
        return new($"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", contentType, body);
    }
}

/// <summary>A file that pages need.</summary>
/// <param name="Path">Where it is served.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Body">Its bytes; never written to.</param>
public sealed record PageAsset(string Path, string ContentType, byte[] Body);
