using System.Reflection;
using System.Xml.Linq;

namespace ToolTime.Architecture.Tests.House;

public sealed class HouseTests
{
    [Fact]
    public void Projects_InSrc_AreThoseOfTheHouse() =>
        Assert.Equal(
            HouseRules.References.Keys.Order(StringComparer.Ordinal),
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, "src"))
                .Select(folder => Path.GetFileName(folder)!)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void ProjectFiles_InSrc_ReferenceOneWay() =>
        Assert.Empty(Repository.FilesUnder("src", "*.csproj").SelectMany(file =>
            HouseRules.FaultsInReferences(Path.GetFileNameWithoutExtension(file.Path), XDocument.Parse(file.Text))));

    [Fact]
    public void Assemblies_AsTheyAreBuilt_ReferenceOneWay()
    {
        var projects = HouseRules.References.Keys.Where(project => File.Exists(PathOf(project))).ToList();
        Assert.Contains("Silo", projects);
        Assert.Contains("Uploader", projects);
        Assert.Empty(projects.SelectMany(project => HouseRules.FaultsInAssembly(
            project, Assembly.LoadFrom(PathOf(project)).GetReferencedAssemblies().Select(name => name.Name!))));
    }

    private static string PathOf(string project) =>
        Path.Combine(AppContext.BaseDirectory, project == "Uploader" ? "tooltime.dll" : $"ToolTime.{project}.dll");
}
