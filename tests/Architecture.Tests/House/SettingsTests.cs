using System.Reflection;
using ToolTime.Submissions;

namespace ToolTime.Architecture.Tests.House;

/// <summary>Every setting is in docs/operating.md, under the name by which it is set.</summary>
public sealed class SettingsTests
{
    private static readonly string[] Assemblies = ["ToolTime.Api", "ToolTime.Grains", "ToolTime.Storage", "ToolTime.Silo"];

    [Fact]
    public void Settings_OfEverySection_AreInTheDocs()
    {
        var docs = Repository.FilesUnder("docs", "operating.md").Single().Text;
        var settings = Options()
            .SelectMany(options =>
                options
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.CanWrite && SectionOf(property.PropertyType) is null)
                    .Select(property => $"{SectionOf(options)}:{property.Name}")
            )
            .ToList();
        Assert.Contains("Ingestion:PerTokenPerDay", settings);
        Assert.Contains("Admin:Token", settings);
        Assert.DoesNotContain(settings, setting => !docs.Contains($"`{setting}`", StringComparison.Ordinal));
    }

    private static IEnumerable<Type> Options() => Assemblies
        .Select(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))
        .Append(typeof(ISubmitterGrain).Assembly)
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => SectionOf(type) is not null);

    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
}
