using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace ToolTime.Api.OpenApi;

/// <summary>The API's document (OpenAPI 3.1), generated once from the mapped endpoints.</summary>
internal sealed class ApiDocument
{
    /// <summary>The document's name in the path.</summary>
    public const string Name = "v1";

    private readonly Lazy<Task<(byte[] Body, EntityTagHeaderValue ETag, IReadOnlyList<TryEndpoint> Endpoints)>> _made;

    public ApiDocument([FromKeyedServices(Name)] IOpenApiDocumentProvider provider) => _made = new(() => MakeAsync(provider));

    /// <summary>The document, its entity tag, and the endpoints that the page can try.</summary>
    public Task<(byte[] Body, EntityTagHeaderValue ETag, IReadOnlyList<TryEndpoint> Endpoints)> GetAsync() => _made.Value;

    private static async Task<(byte[] Body, EntityTagHeaderValue ETag, IReadOnlyList<TryEndpoint> Endpoints)> MakeAsync(
        IOpenApiDocumentProvider provider
    )
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        var body = json.ToArray();
        return (body, new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\""), [.. TryEndpoint.ListFrom(document)]);
    }
}
