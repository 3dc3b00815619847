
namespace ToolTime.Silo.Tests.Security;

/// <summary>docs/security.md lists every endpoint of the server and no other, and tests that exist.</summary>
public sealed class SecurityTableTests
{
    private readonly SecurityTable _table = SecurityTable.Read();

    [Fact]
    public async Task Endpoints_OfTheServer_AreTheRowsOfTheTable()
    {
        await using var server = await InProcessServer.StartAsync(EndpointList.Now);
        Assert.Equal(
            EndpointList.Find(server).Select(endpoint => endpoint.Name).Distinct().Order(StringComparer.Ordinal),
            _table.Endpoints.Select(row => row.Endpoint).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Cells_OfEveryEndpoint_NameATestOfTheList()
    {
        Assert.NotEmpty(_table.Endpoints);
        Assert.All(_table.Endpoints, row =>
            Assert.All(row.Cells, cell => Assert.All(cell.Split(' '), key => Assert.Contains(key, _table.Tests)))
        );
        Assert.All(_table.Tests.Keys, key =>
            Assert.Contains(_table.Endpoints, row => row.Cells.Any(cell => cell.Split(' ').Contains(key)))
        );
    }

    [Fact]
    public void Tests_OfTheList_AreThere()
    {
        var sources = SecurityTable.TestSources().ToList();
        Assert.All(_table.Tests.Values, test =>
        {
            var (type, method) = (test.Split('.')[0], test.Split('.')[1]);
            Assert.Contains(sources, source =>
                source.Contains($"class {type}", StringComparison.Ordinal) && source.Contains($" {method}(", StringComparison.Ordinal));
        });
    }
}
