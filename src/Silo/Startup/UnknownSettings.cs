using System.Reflection;
using System.Text.RegularExpressions;
using ToolTime.Api.SignIn;
using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Silo.Hosting;
using ToolTime.Storage;
using ToolTime.Submissions;

namespace ToolTime.Silo.Startup;

/// <summary>
/// Finds settings that have no effect, usually because they are misspelt. Values are never read: one of them is the operators' token.
/// </summary>
internal static partial class UnknownSettings
{
    private const int LongestName = 100;

    /// <summary>Our sections and their keys: those of every options class, and those read individually.</summary>
    private static readonly Dictionary<string, HashSet<string>> Sections = new(OptionsOfAllParts(), StringComparer.OrdinalIgnoreCase)
    {
        ["Clock"] = Set("File"),
        ["Cluster"] = Set("Role", "Id", "Address", "SiloPort", "GatewayPort", "ProbeTimeout", "Tls"),
        [ClusterTlsOptions.Section] = Set([.. typeof(ClusterTlsOptions).GetProperties().Select(property => property.Name)]),
    };

    /// <summary>Other settings that ASP.NET Core knows.</summary>
    private static readonly HashSet<string> Frameworks = Set(
        "AllowedHosts",
        "ApplicationName",
        "ContentRoot",
        "Environment",
        "Http_Ports",
        "Https_Ports",
        "Kestrel",
        "Logging",
        "Urls",
        "WebRoot"
    );

    [GeneratedRegex("[^A-Za-z0-9:_.-]")]
    private static partial Regex Unprintable { get; }

    /// <summary>The names of settings that nothing reads, from any source except ASP.NET Core's own environment variables.</summary>
    public static IReadOnlyList<string> In(IConfigurationRoot configuration) =>
        [
            .. configuration
                .Providers.Where(provider =>
                    provider is not Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider
                    || !IsFrameworks(provider)
                )
                .SelectMany(FindIn)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(name => Unprintable.Replace(name.Length > LongestName ? name[..LongestName] : name, "?")),
        ];

    /// <summary>The known setting with the most similar spelling; null if none is similar.</summary>
    public static string? FindNearest(string name) => Spelling.FindNearest(
        name,
        Sections.SelectMany(section => section.Value.Select(key => $"{section.Key}:{key}")).Concat(Sections.Keys).Concat(Frameworks),
        mostChanges: 3);

    private static bool IsFrameworks(IConfigurationProvider provider) =>
        provider.ToString()?.Contains(SettingSources.FrameworkPrefix, StringComparison.Ordinal) == true;

    private static IEnumerable<string> FindIn(IConfigurationProvider provider)
    {
        foreach (var section in provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Sections.TryGetValue(section, out var keys))
            {
                foreach (var name in FindIn(provider, section, keys))
                {
                    yield return name;
                }
            }
            else if (!Frameworks.Contains(section))
            {
                yield return section;
            }
        }
    }

    private static IEnumerable<string> FindIn(IConfigurationProvider provider, string section, HashSet<string> keys) =>
        provider
            .GetChildKeys([], section)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(key =>
                !keys.Contains(key) ? [$"{section}:{key}"]
                : Sections.TryGetValue($"{section}:{key}", out var inner) ? FindIn(provider, $"{section}:{key}", inner)
                : []
            );

    private static IEnumerable<KeyValuePair<string, HashSet<string>>> OptionsOfAllParts() =>
        from part in (Assembly[])
            [
                typeof(AdminOptions).Assembly,
                typeof(PrivacyOptions).Assembly,
                typeof(StorageOptions).Assembly,
                typeof(IngestionOptions).Assembly,
            ]
        from type in part.GetTypes()
        let section = type.GetField(nameof(AdminOptions.Section), BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()
            as string
        where section is not null
        select KeyValuePair.Create(
            section,
            Set([.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)])
        );

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
