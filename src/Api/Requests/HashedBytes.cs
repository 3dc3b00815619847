using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ToolTime.Api.Requests;

/// <summary>Sends bytes made for each request, with the first half of their SHA-256 as entity tag.</summary>
internal static class HashedBytes
{
    public static FileContentHttpResult Answer(byte[] body, string contentType) =>
        TypedResults.Bytes(body, contentType, entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\""));
}
