using System.Security.Cryptography;

namespace ToolTime.Api.Pages;

/// <summary>The style sheet and the icon, under paths that hold their content's hash, so that they may be cached for ever.</summary>
internal static class PageAssets
{
    public static readonly PageAsset Stylesheet = Load("site.css", "text/css; charset=utf-8");
    public static readonly PageAsset Icon = Load("icon.svg", "image/svg+xml");

    private static PageAsset Load(string name, string contentType)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 6));
        return new($"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", contentType, body);
    }
}
