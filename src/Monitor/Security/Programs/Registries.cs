using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Known package registries.</summary>
internal static class Registries
{
    private static readonly System.Buffers.SearchValues<char> Beginnings = System.Buffers.SearchValues.Create(" =\"'+@");

    private static readonly string[] Usual =
    [
        "registry.npmjs.org", "registry.yarnpkg.com", "pypi.org", "files.pythonhosted.org", "test.pypi.org", "rubygems.org", "crates.io",
            "static.crates.io", "proxy.golang.org", "goproxy.io", "direct", "off", "repo1.maven.org", "repo.maven.apache.org",
        "packagist.org", "api.nuget.org", "download.pytorch.org", "pypi.nvidia.com", "npm.pkg.github.com", "registry.npmmirror.com",
            "mirrors.aliyun.com", "pypi.tuna.tsinghua.edu.cn", "conda.anaconda.org", "conda-forge", "defaults", "wheels.vllm.ai",
        "plugins.gradle.org", "maven.google.com", "dl.google.com", "repo.spring.io", "cpan.org", "www.cpan.org", "cpan.metacpan.org",
            "opam.ocaml.org", "github.com", "cloud.r-project.org", "cran.r-project.org", "cran.rstudio.com",
            "packagemanager.posit.co", "dl.flathub.org", "flathub.org", "www.powershellgallery.com", "download.docker.com",
                "bioconductor.org", "index.crates.io",
    ];

    private static readonly string[] Hosted = ["pkgs.dev.azure.com", ".pkg.dev", ".jfrog.io", ".cloudsmith.io"];

    /// <summary>Whether a text contains the host of a usual one.</summary>
    public static bool NamesUsual(string text) => Array.Exists(Usual, usual => usual.Contains('.', StringComparison.Ordinal)
        && text.Contains(usual, StringComparison.Ordinal));

    /// <summary>The first URL in a line of settings or a package list, or null.</summary>
    public static string? AddressIn(string line)
    {
        var at = line.IndexOf("://", StringComparison.Ordinal);
        return at <= 0 ? null
            : line[(line.AsSpan(0, at).LastIndexOfAny(Beginnings) + 1)..].Split('"', '\'', ' ', ',', '>', ';')[0];
    }

    /// <summary>Whether a host is named as one inside a company, or is where services keep the packages of one.</summary>
    private static bool IsPrivate(string host) => host.Split('.').Any(name => name is "internal" or "corp" or "intranet")
        || Array.Exists(Hosted, end => host.EndsWith(end, StringComparison.Ordinal))
        || (host.Contains(".codeartifact.", StringComparison.Ordinal) && host.EndsWith(".amazonaws.com", StringComparison.Ordinal));

    /// <summary>Records that packages are taken from another registry, unless it is a usual one or on this machine.</summary>
    public static void Note(Call call, Field address)
    {
        var host = NetworkPrograms.Host(address.Text.Split(',')[0]);
        if (!Usual.Contains(host) && !Hosts.IsLocal(host) && address.IsKnown && !IsPrivate(host))
        {
            call.Emit(EffectKind.ChangeRegistry, address.Text, host: host);
        }
    }
}
