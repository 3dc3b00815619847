using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ToolTime.Submissions;

namespace ToolTime.Architecture.Tests.Messages;

public sealed class ContractTests
{
    private static readonly string SnapshotPath = Path.Combine(Repository.Root, "tests/Architecture.Tests/Messages/contracts.txt");

    private static readonly Assembly Interfaces = typeof(ISubmitterGrain).Assembly;

    [Fact]
    public void Contracts_OfAllGrains_StoreTheRules() => Assert.Empty(CheckAll().Faults);

    /// <summary>
    /// A change here changes what other servers of a cluster understand: make it deliberately, together with the recorded text.
    /// </summary>
    [Fact]
    public void Contracts_OfAllGrains_AreThoseThatWereWrittenDown() =>
        Assert.Equal(File.ReadAllText(SnapshotPath).ReplaceLineEndings("\n").Split('\n'), TextOf(CheckAll()).Split('\n'));

    /// <summary>Rewrites the text; run by hand, and review the difference before committing it.</summary>
    [Fact(Explicit = true)]
    public void Contracts_OfAllGrains_AreWrittenDown() => File.WriteAllText(SnapshotPath, TextOf(CheckAll()));

    [Fact]
    public void Messages_InTheVocabulary_AreAllSent()
    {
        var sent = CheckAll().Sent.ToHashSet();
        Assert.Empty(
            Interfaces
                .GetTypes()
                .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)) && !sent.Contains(type))
                .Where(type => !type.IsAssignableTo(typeof(Exception))) // Any call may end with one.
                .Select(ContractRules.NameOf)
        );
    }

    private static IEnumerable<Type> Grains() =>
        Interfaces
            .GetTypes()
            .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static ContractRules CheckAll()
    {
        var rules = new ContractRules(type => type.Assembly == Interfaces, SourceOf);
        foreach (var grain in Grains())
        {
            rules.CheckGrain(grain);
        }

        return rules;
    }

    private static string? SourceOf(Type type) =>
        Repository.FilesUnder("src/Grains.Interfaces", "*.cs")
            .Select(file => Regex.Match(file.Text, $@"^public enum {type.Name}\s.*?^\}}", RegexOptions.Multiline | RegexOptions.Singleline))
            .SingleOrDefault(declaration => declaration.Success)
            ?.Value;

    private static string TextOf(ContractRules rules)
    {
        var text = new StringBuilder();
        foreach (var grain in Grains())
        {
            text.Append(ContractRules.NameOf(grain)).Append('\n');
            foreach (
                var method in grain
                    .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                    .OrderBy(method => method.Name, StringComparer.Ordinal)
            )
            {
                text.Append(
                    $"  {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => ContractRules.NameOf(parameter.ParameterType)))}): {ContractRules.NameOf(method.ReturnType)}\n"
                );
            }
        }

        foreach (var message in rules.Sent.Where(type => !type.IsEnum).OrderBy(ContractRules.AliasOf, StringComparer.Ordinal))
        {
            text.Append(
                $"{ContractRules.AliasOf(message)}{(message.BaseType == typeof(object) ? "" : $" : {ContractRules.AliasOf(message.BaseType!)}")}\n"
            );
            foreach (
                var property in ContractRules.PropertiesOf(message).OrderBy(property => property.GetCustomAttribute<IdAttribute>()!.Id)
            )
            {
                text.Append(
                    $"  {property.GetCustomAttribute<IdAttribute>()!.Id}: {property.Name}: {ContractRules.NameOf(property.PropertyType)}\n"
                );
            }
        }

        foreach (var type in rules.Sent.Where(type => type.IsEnum).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            text.Append(
                $"{type.Name} = {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt64(value)} {value}"))}\n"
            );
        }

        return text.ToString();
    }
}
