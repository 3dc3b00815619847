using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// The names that count in telemetry, other than models and brands; the rest is <c>other</c>, and its text is not stored.
/// </summary>
internal static partial class ListedNames
{
    private static readonly FrozenSet<string> LaunchSources = Set("installer", "cli");

    private static readonly FrozenSet<string> CostSources = Set("api", "price", "default", "estimated", "unknown");

    private static readonly FrozenSet<string> Containers = Set(
        "docker", "podman", "kubernetes", "lxc", "containerd", "devcontainer", "codespaces", "gitpod", "wsl", "flatpak", "snap");

    private static readonly FrozenSet<string> Providers = Set(
        "anthropic", "azure", "bedrock", "cerebras", "cohere", "custom", "deepseek", "fireworks", "gemini", "github", "glm", "google", "groq",
        "huggingface", "kimi", "litellm", "lmstudio", "minimax", "mistral", "moonshot", "nvidia", "ollama", "openai", "openclacky", "openrouter",
        "perplexity", "qwen", "together", "vertex", "vllm", "volcengine", "xai", "zai", "zhipu");

    /// <summary>What started a program.</summary>
    public static string LaunchSource(string name) => Listed(LaunchSources, name);

    /// <summary>How a cost was determined.</summary>
    public static string CostSource(string name) => Listed(CostSources, name);

    /// <summary>The kind of a container.</summary>
    public static string Container(string name) => Listed(Containers, name);

    /// <summary>The provider that serves a model.</summary>
    public static string Provider(string name) => Listed(Providers, name);

    /// <summary>
    /// An operating system, from the names that compilers and runtimes use, such as <c>linux-gnu</c>, <c>darwin23</c> or <c>mingw32</c>.
    /// </summary>
    public static string System(string name) =>
        Systems().Match(name) is not { Success: true } match ? TelemetryNames.Other
        : match.Groups["linux"].Success ? "linux"
        : match.Groups["macos"].Success ? "macos"
        : match.Groups["windows"].Success ? "windows"
        : match.Groups["bsd"].Success ? match.Groups["bsd"].Value.ToLowerInvariant()
        : TelemetryNames.Other;

    private static string Listed(FrozenSet<string> names, string name) =>
        name.ToLowerInvariant() is var lower && names.Contains(lower) ? lower : TelemetryNames.Other;

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\A(?:(?<linux>linux(?:-(?:gnu|musl|android|gnueabihf|gnux32|uclibc)[a-z0-9]{0,8})?)|(?<macos>(?:darwin|macosx?|osx)[0-9.]{0,12})"
            + @"|(?<windows>win(?:dows)?(?:32|64|nt|_nt)?|mingw(?:32|64)?|mswin(?:32|64)?(?:_[0-9]{1,4})?|mingw-ucrt|cygwin)|(?<bsd>freebsd|openbsd|netbsd)[0-9.]{0,8})\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Systems();
}
