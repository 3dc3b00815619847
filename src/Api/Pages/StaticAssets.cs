using System.Security.Cryptography;

namespace ToolTime.Api.Pages;

/// <summary>
/// The style sheet, the icon and the only script, at paths that contain their content's hash, so that they may be cached forever.
/// </summary>
internal static class StaticAssets
{
    public static readonly PageAsset Stylesheet = Load("site.css", "text/css; charset=utf-8");
    public static readonly PageAsset Icon = Load("icon.svg", "image/svg+xml");

    /// <summary>The only script, for /compare: it compares what is typed there, and sends no requests.</summary>
    public static readonly PageAsset Compare = Load("compare.js", "text/javascript; charset=utf-8");

    private static PageAsset Load(string name, string contentType)
    {
        using var stream = typeof(StaticAssets).Assembly.GetManifestResourceStream(name)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 6));
        return new($"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", contentType, body);
    }
}

/// <summary>A file that pages load.</summary>
/// <param name="Path">The path at which it is served.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Body">The content; never modified.</param>
public sealed record PageAsset(string Path, string ContentType, byte[] Body);
