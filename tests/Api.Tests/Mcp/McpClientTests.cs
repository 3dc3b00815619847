using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>The protocol's own client library, with each revision that it knows.</summary>
public sealed class McpClientTests(CommunityFixture community) : IClassFixture<CommunityFixture>
{
    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    [InlineData(null)]
    public async Task Client_AnyRevision_ReadsAndCalls(string? revision)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var transport = new HttpClientTransport(
            new()
            {
                Endpoint = new(community.Server.Client.BaseAddress!, McpCalls.Endpoint),
                TransportMode = HttpTransportMode.StreamableHttp,
            }
        );
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = revision }, cancellationToken: stop);
        Assert.Equal(revision ?? McpCalls.Newest, client.NegotiatedProtocolVersion);

        var overview = await client.ReadResourceAsync("tool-time://community/overview", cancellationToken: stop);
        Assert.StartsWith(
            """{"total_submissions":2,""",
            Assert.IsType<TextResourceContents>(Assert.Single(overview.Contents)).Text,
            StringComparison.Ordinal
        );
        var result = await client.CallToolAsync(
            "community_item",
            new Dictionary<string, object?> { ["dimension"] = "tool", ["name"] = "Bash" },
            cancellationToken: stop
        );
        Assert.NotNull(result.StructuredContent);
        Assert.Equal(2, (await client.ListPromptsAsync(cancellationToken: stop)).Count);
    }
}
